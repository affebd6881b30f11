import { expect, test } from "vitest";
import { Workspace } from "../cli/tunegen.js";
import { compiled, found } from "../support/compile.js";

/** A spec that every kind of target writes something of; `targets` are on line 21. */
function spec(targets: string): string {
  return `version: 1
roles:
  board:
    why: Single-board computers
    node: { os: nixos, osVersion: "25.11", distribution: k3s, kernel: "6.12", kubernetes: "1.34", kubeProxy: iptables }
    allowedUnsafeSysctls: [net.core.somaxconn] # Pods of other repositories
    accept: { allowance-unused: pods of other repositories set it }
  box:
    why: A plain machine
    node: { os: linux, distribution: k3s, kernel: "6.12", kubernetes: "1.34", kubeProxy: iptables }
    sysctl:
      net.core.somaxconn: 16384 # Bursts
    kubeProxy:
      conntrack: { tcpEstablishedTimeout: 3h } # Idle connections expire sooner
workloads:
  web: { roles: [box], sysctl: { net.ipv4.tcp_keepalive_time: 120 } } # Dead peers
mounts:
  share: { persistentVolumes: [a], list: append, options: [soft] } # The server may vanish
cilium: { bpf: { natMax: 1048576 } } # Many connections
monitoring: { why: Alerts }
targets: ${targets}
`;
}

const reports = (targets: string): readonly string[] =>
  compiled(spec(targets))
    .findings.filter(({ rule }) => rule === "reaches-no-file")
    .map(({ line = 0, column = 0, why = "" }) => `${line}:${column} ${why}`);

test.each([
  // The NixOS module of role board has the flags, too.
  ["k3s", ["14:20 the target `k3s` is switched off"]],
  ["nixos", []],
  ["sysctl.d", ["12:7 the target `sysctl.d` is switched off"]],
  ["talos", []],
  [
    "pods",
    [
      "16:3 the target `pods` is switched off (Sysctls of pods, for Kustomize and Helm)",
    ],
  ],
  [
    "mounts",
    [
      "18:3 the target `mounts` is switched off (Mount options of PersistentVolumes and StorageClasses)",
    ],
  ],
  [
    "cilium",
    ["19:1 the target `cilium` is switched off (Helm values of Cilium)"],
  ],
  [
    "prometheus",
    [
      "20:1 the target `prometheus` is switched off (Alerts, recording rules, a dashboard and node_exporter arguments, if the spec has the section `monitoring`)",
    ],
  ],
])("%s: false", (target, expected) => {
  const targets = `{ ${target}: false }`;
  expect(reports(targets)).toEqual(expected);
  const all = compiled(spec("{}")).files.map(({ path }) => path);
  const left = compiled(spec(targets)).files.map(({ path }) => path);
  expect(left).toEqual(
    all.filter((path) => !path.startsWith(`out/${target}/`)),
  );
});

test("two targets that write the same setting, both off", () => {
  expect(reports("{ k3s: false, nixos: false }")).toEqual([
    "6:28 the target `k3s` is switched off",
    "14:20 the target `k3s` is switched off",
  ]);
});

test.each([
  ["{ k3s: true }", ["21:17 wrong-shape"]],
  ["{ k3s: no }", ["21:17 wrong-shape"]],
  ["{ k3s: null }", ["21:12 wrong-shape"]],
  ["{ ks3: false }", ["21:12 unknown-field"]],
  ["{ nixos: { priorty: 50 } }", ["21:21 unknown-field"]],
  ["{ nixos: { priority: x } }", ["21:31 wrong-shape"]],
  ["false", ["21:10 wrong-shape"]],
])("targets: %s", (targets, expected) => {
  expect(found(spec(targets))).toEqual(expected);
});

test("build removes the files, check wants it, and --only refuses it", () => {
  const workspace = new Workspace({ "tuning.yaml": spec("{}") });
  expect(workspace.run(["build"]).code).toBe(0);
  workspace.write("tuning.yaml", spec("{ k3s: false }"));
  const only = workspace.run(["build", "--only", "nixos,k3s"]);
  expect(only.code).toBe(2);
  expect(only.err).toContain(
    "tuning.yaml:21:12: error: `--only` names the target `k3s`, which the spec switches off [target-switched-off]",
  );
  const file = "out/k3s/role-box/config.yaml.d/90-tuning.yaml";
  const check = workspace.run(["check"]);
  expect(check.code).toBe(1);
  expect(check.err).toContain(file);
  expect(workspace.run(["check", "--only", "nixos"]).code).toBe(0);
  expect(workspace.run(["build"]).out).toContain(`deleted ${file}`);
  expect(workspace.run(["check"]).code).toBe(0);
});
