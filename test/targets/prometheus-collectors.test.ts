import { describe, expect, test } from "vitest";
import { emitAll } from "../../src/targets/emit.js";
import { planOf } from "../support/compile.js";

/** The lines of node_exporter's arguments for the role `r`, without those of sysctls. */
function args(node: string, monitoring: string): readonly string[] {
  const plan = planOf(`version: 1
roles:
  r: { node: { ${node} }, sysctl: { vm.swappiness: 10 } }
monitoring: ${monitoring}
`);
  const text =
    emitAll(plan, ["prometheus"]).find(({ path }) =>
      path.endsWith("role-r/node-exporter.args"),
    )?.text ?? "";
  return text
    .split("\n")
    .filter((line) => line.startsWith("--") && !line.includes(".sysctl"));
}

const ETHTOOL = [
  "--collector.ethtool",
  "--collector.ethtool.device-include=^(eth|ens|enp)[0-9]",
  "--collector.ethtool.metrics-include=^conntrack_allowance_(available|exceeded)$",
];

const EKS = "os: linux, distribution: eks, distro: al2023";

describe("collectors that are disabled by default are enabled where something needs them", () => {
  test.each([
    ["os: linux", "{ drift: true }", []],
    ["os: linux", "{ panels: { connection-states: false } }", []],
    [
      "os: linux",
      "{ panels: { connection-states: true } }",
      ["--collector.tcpstat"],
    ],
    // The arguments do not depend on the comparison of sysctls.
    [
      "os: linux",
      "{ drift: false, panels: { connection-states: true } }",
      ["--collector.tcpstat"],
    ],
    // EKS says whose machines the nodes are; elsewhere the spec has to ask.
    [EKS, "{ drift: true }", ETHTOOL],
    [EKS, "{ alerts: { ena-conntrack-drops: null } }", ETHTOOL],
    [
      EKS,
      "{ alerts: { ena-conntrack-drops: null }, panels: { ena-conntrack-available: false } }",
      [],
    ],
    ["os: linux", "{ alerts: { ena-conntrack-drops: {} } }", ETHTOOL],
    ["os: linux", "{ panels: { ena-conntrack-available: true } }", ETHTOOL],
    // Not where the nodes are known to be elsewhere.
    ...[
      "os: linux, distribution: aks",
      "os: linux, distro: cos-121",
      "os: linux, distro: raspberry-pi-os-12",
    ].map((node): [string, string, string[]] => [
      node,
      "{ alerts: { ena-conntrack-drops: {} }, panels: { ena-conntrack-available: true } }",
      [],
    ]),
  ])("%s, %s", (node, monitoring, expected) => {
    expect(args(node, monitoring)).toEqual(expected);
  });

  test("without drift and without them there are no arguments to write", () => {
    const plan = planOf(`version: 1
roles: { r: { node: { os: linux }, sysctl: { vm.swappiness: 10 } } }
monitoring: { drift: false }
`);
    const paths = emitAll(plan, ["prometheus"]).map(({ path }) => path);
    expect(paths.filter((path) => path.includes("node-exporter"))).toEqual([]);
  });
});
