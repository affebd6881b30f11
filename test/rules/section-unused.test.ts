import { expect, test } from "vitest";
import { compiled } from "../support/compile.js";

function found(text: string): readonly string[] {
  return compiled(text)
    .findings.filter(({ rule }) => rule === "section-unused")
    .map(
      ({ line, column, message }) => `${line ?? 0}:${column ?? 0} ${message}`,
    );
}

test("every section that nothing follows from is found, at its own place", () => {
  expect(
    found(`version: 1
profiles:
  empty: { why: nothing yet }
roles:
  w:
    profiles: [empty]
    node: { os: linux, kernel: "6.12" }
    sysctl: { vm.swappiness: 10 }
hosts:
  same: { role: w }
  own: { role: w, sysctl: { vm.swappiness: 20 } }
workloads:
  web: { why: x }
  none: { sysctl: {} }
  nowhere: { roles: [], sysctl: { net.ipv4.tcp_keepalive_time: 600 } }
cilium: { version: "1.18", bpf: { ctTcpMax: null } }
monitoring:
  hosts: { same: { instance: "same.*" }, own: { instance: "own.*" } }
targets:
  nixos: { priority: 50 }
  sysctl.d: { path: "x/{kind}/{name}.conf" }
  k3s: { path: "k3s/{kind}-{name}.yaml" }
  cilium: { keys: [chart] }
`),
  ).toEqual([
    "3:3 profile `empty` sets nothing",
    "13:3 workload `web` sets nothing",
    "14:3 workload `none` sets nothing",
    "15:3 workload `nowhere` runs on no role",
    "16:1 `cilium` sets no value",
    "18:12 the matchers of host `same` are not used",
    "20:3 target `nixos` writes for no node of the spec",
    "22:3 target `k3s` writes for no node of the spec",
  ]);
});

test("it is accepted at the target", () => {
  const text = (accept: string) => `version: 1
roles:
  w: { node: { os: linux } }
targets:
  k3s: { path: "k3s/{kind}-{name}.yaml", accept: { ${accept} } }
`;
  const { findings } = compiled(text("section-unused: the nodes follow"));
  expect(findings).toEqual([]);
  const unused = compiled(text("no-effect: the nodes follow")).findings;
  expect(
    unused.map(
      ({ line, column, rule }) => `${line ?? 0}:${column ?? 0} ${rule}`,
    ),
  ).toEqual(["5:3 section-unused", "5:52 accept-unused"]);
});

test("it is accepted at the workload", () => {
  expect(
    found(`version: 1
workloads:
  web: { accept: { section-unused: its sysctls follow } }
`),
  ).toEqual([]);
});
