import { describe, expect, test } from "vitest";
import { boundedPairs } from "../../src/catalogue/bounded-pairs.js";
import { compiled } from "../support/compile.js";

/** A role of which the settings begin at line 6. */
const spec = (settings: readonly string[], os = "linux") => `version: 1
roles:
  worker:
    node: { os: ${os}, distribution: k3s, kernel: "6.12" }
    sysctl:
${settings.map((line) => `      ${line} # Large datagrams\n`).join("")}`;

const crossed = (settings: readonly string[]) =>
  compiled(spec(settings))
    .findings.filter(({ rule }) => rule === "bounds-crossed")
    .map(
      ({ line = 0, column = 0, severity, message }) =>
        `${line}:${column} ${severity}: ${message}`,
    );

/** The keys of the emitted file, in the order of their writes. */
const written = (settings: readonly string[], os = "linux") => {
  const file = compiled(spec(settings, os)).files.find(({ path }) =>
    os === "linux" ? path.includes("sysctl.d/") : path.endsWith(".nix"),
  );
  const names = file?.text.match(/^ *"?[a-z][a-z0-9_./]*"? = /gmu) ?? [];
  return names.map((name) => name.replaceAll(/[" =]/gu, ""));
};

test("the upper key is written first when both are raised", () => {
  expect(
    written([
      "net.ipv4.ipfrag_low_thresh: 12MiB",
      "net.ipv4.ipfrag_high_thresh: 16MiB",
      "vm.swappiness: 10",
    ]),
  ).toEqual([
    "net.ipv4.ipfrag_high_thresh",
    "vm.swappiness",
    "net.ipv4.ipfrag_low_thresh",
  ]);
});

test("the lower key is written first when both are lowered", () => {
  expect(
    written([
      "kernel.sched_rt_period_us: 500000",
      "kernel.sched_rt_runtime_us: 475000",
    ]),
  ).toEqual(["kernel.sched_rt_runtime_us", "kernel.sched_rt_period_us"]);
});

test("the bounds of deadline periods are written from the outside", () => {
  expect(
    written([
      "kernel.sched_deadline_period_min_us: 5000000",
      "kernel.sched_deadline_period_max_us: 8388608",
    ]),
  ).toEqual([
    "kernel.sched_deadline_period_max_us",
    "kernel.sched_deadline_period_min_us",
  ]);
});

test("the sample rate is written before throttling is switched off", () => {
  expect(
    written([
      "kernel.perf_cpu_time_max_percent: 0",
      "kernel.perf_event_max_sample_rate: 50000",
    ]),
  ).toEqual([
    "kernel.perf_event_max_sample_rate",
    "kernel.perf_cpu_time_max_percent",
  ]);
});

describe("a value that the other key, or its default, bounds", () => {
  test.each([
    [
      ["net.ipv4.ipfrag_low_thresh: 12MiB"],
      [
        "6:7 error: `net.ipv4.ipfrag_low_thresh` (12 MiB) is above `net.ipv4.ipfrag_high_thresh` (4 MiB by default)",
      ],
    ],
    [
      ["net.ipv6.ip6frag_high_thresh: 1MiB"],
      [
        "6:7 error: `net.ipv6.ip6frag_high_thresh` (1 MiB) is below `net.ipv6.ip6frag_low_thresh` (3 MiB by default)",
      ],
    ],
    [
      [
        "net.netfilter.nf_conntrack_frag6_high_thresh: 6MiB",
        "net.netfilter.nf_conntrack_frag6_low_thresh: 8MiB",
      ],
      [
        "7:7 error: `net.netfilter.nf_conntrack_frag6_low_thresh` (8 MiB) is above `net.netfilter.nf_conntrack_frag6_high_thresh` (6 MiB)",
      ],
    ],
    [
      ["kernel.sched_deadline_period_max_us: 50"],
      [
        "6:7 error: `kernel.sched_deadline_period_max_us` (50) is below `kernel.sched_deadline_period_min_us` (100 by default)",
      ],
    ],
    [["kernel.sched_rt_runtime_us: -1"], []],
    [["net.ipv4.ipfrag_high_thresh: 16MiB"], []],
  ])("%s", (settings, expected) => {
    expect(crossed(settings)).toEqual(expected);
  });
});

test("NixOS writes by name, in an order that the kernel accepts for every pair", () => {
  const checked = boundedPairs.filter(({ lower, upper, defaults }) => {
    const above = defaults[1] + 1n;
    const keys = written(
      [`${lower}: ${above}`, `${upper}: ${above}`],
      'nixos, osVersion: "25.11"',
    )
      .toSorted()
      .map((name) => name.replaceAll("/", "."))
      .filter((name) => name === lower || name === upper);
    // For some pairs the default is the largest value, and the spec has an error.
    if (keys.length === 0) return false;
    expect(keys).toEqual([upper, lower]);
    return true;
  });
  expect(checked.length).toBeGreaterThanOrEqual(5);
});
