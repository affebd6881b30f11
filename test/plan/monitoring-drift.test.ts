import { expect, test } from "vitest";
import { watchOf } from "../../src/plan/monitoring-drift.js";
import { compiled, nodeOf, planOf } from "../support/compile.js";

/** How a setting is watched on 6.12, or why it is not. */
function watched(setting: string): string | undefined {
  const text = `version: 1
roles: { r: { node: { os: linux, kernel: "6.12" }, sysctl: { ${setting} } } }
`;
  const { watched: found, unwatched } = watchOf(nodeOf(planOf(text), "r"));
  return found[0]?.as ?? unwatched[0]?.why;
}

const TICKS = "the kernel rounds it to ticks of its clock";

test.each([
  // 20 ms are a whole number of ticks at 100, 250, 300 and 1000 Hz.
  ["net.ipv4.neigh.default.retrans_time_ms: 40", "integers"],
  ["net.ipv4.neigh.default.retrans_time_ms: 30", TICKS],
  ["net.ipv4.neigh.default.locktime: 2", "integers"],
  ["net.ipv4.neigh.default.locktime: 3", TICKS],
  // The collector reads signed numbers of 64 bits.
  ["kernel.sched_rt_runtime_us: -9223372036854775807", "integers"],
  ["kernel.sched_rt_runtime_us: -9223372036854775809", "words"],
])("%s: %s", (setting, expected) => {
  expect(watched(setting)).toBe(expected);
});

test("an alert on drift that watches nothing is reported", () => {
  const spec = (rest: string): string => `version: 1
roles:
  r:
    node: { os: linux, kernel: "6.12" }
    sysctl: { ${rest} } # Why
monitoring:
  alerts:
    drift: {}
`;
  const found = (text: string): readonly string[] =>
    compiled(text).findings.map(
      ({ rule, line = 0, column = 0 }) => `${line}:${column} ${rule}`,
    );
  expect(found(spec("vm.swappiness: null"))).toContain(
    "8:5 monitoring-alert-unused",
  );
  expect(found(spec("vm.swappiness: 1"))).not.toContain(
    "8:5 monitoring-alert-unused",
  );
});

test("numbers come first, and last what is empty until it is set, at which the collector stops", () => {
  const node = nodeOf(
    planOf(`version: 1
roles:
  r:
    node: { os: linux, kernel: "6.12" }
    sysctl:
      net.ipv4.ip_local_reserved_ports: "8080"
      kernel.core_pattern: core
      vm.swappiness: 1
`),
    "r",
  );
  expect(watchOf(node).watched.map(({ id }) => id)).toEqual([
    "vm.swappiness",
    "kernel.core_pattern",
    "net.ipv4.ip_local_reserved_ports",
  ]);
});
