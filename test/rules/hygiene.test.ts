import { describe, expect, test } from "vitest";
import { compiled } from "../support/compile.js";
import { lineFindings } from "./line-findings.js";

const only = (rule: string, text: string): readonly string[] =>
  lineFindings(text, (name) => name === rule);

/** Every place of the findings of a rule. */
const places = (rule: string, text: string): readonly string[] =>
  compiled(text)
    .findings.filter((finding) => finding.rule === rule)
    .flatMap(({ line = 0, column = 0, related = [] }) =>
      [{ line, column }, ...related].map(
        (each) => `${each.line}:${each.column}`,
      ),
    );

describe("unused-profile", () => {
  test("not where a role or a host uses it", () => {
    const text = `version: 1
profiles:
  a: { sysctl: { vm.swappiness: 10 } }
  b: { sysctl: { vm.swappiness: 10 } }
  c: { sysctl: { vm.swappiness: 10 } }
roles:
  worker: { profiles: [a] }
hosts:
  w0: { role: worker, profiles: { add: [b] } }
`;
    expect(only("unused-profile", text)).toEqual(["5:3 unused-profile"]);
  });

  test("not in an included file", () => {
    const { findings } = compiled(
      "version: 1\ninclude: [shared.yaml]\nroles: { a: { node: { os: linux } } }\n",
      { "shared.yaml": "version: 1\nprofiles: { a: { why: Shared } }\n" },
    );
    expect(findings).toEqual([]);
  });

  test("accept at the profile silences it", () => {
    const text = `version: 1
profiles:
  later:
    why: For the next generation of boards
    accept: { unused-profile: they come in spring }
`;
    expect(compiled(text).findings).toEqual([]);
  });
});

describe("reaches-no-file", () => {
  test.each([
    ["no facts", "", ["6:7 reaches-no-file"]],
    [
      "K3s: only the flags are written",
      "distribution: k3s",
      ["6:7 reaches-no-file"],
    ],
    ["linux", "os: linux", []],
    ["nixos", "os: nixos", []],
    ["talos", "os: talos", []],
  ])("%s", (_what, facts, expected) => {
    const text = `version: 1
roles:
  worker:
    node: { ${facts} }
    sysctl:
      vm.swappiness: 10 # Less swapping
`;
    expect(only("reaches-no-file", text)).toEqual(expected);
  });

  test("modules count as settings; a role without any has nothing to write", () => {
    const role = (more: string): string =>
      `version: 1\nroles:\n  worker:\n    why: Plain\n${more}`;
    expect(
      only("reaches-no-file", role("    modules: { br_netfilter: {} }\n")),
    ).toEqual(["5:16 reaches-no-file"]);
    expect(only("reaches-no-file", role(""))).toEqual([]);
  });

  test("all hosts of a role may state it, and so may the top of the spec", () => {
    const text = (hosts: string): string => `version: 1
roles:
  worker:
    sysctl: { vm.swappiness: 10 }
hosts:
${hosts}`;
    const told = "  a: { role: worker, node: { os: linux } }\n";
    expect(only("reaches-no-file", text(told))).toEqual([]);
    expect(
      only("reaches-no-file", text(`${told}  b: { role: worker }\n`)),
    ).toEqual(["4:15 reaches-no-file"]);
    expect(
      only(
        "reaches-no-file",
        "version: 1\nnode: { os: nixos }\nroles: { worker: { sysctl: { vm.swappiness: 10 } } }\n",
      ),
    ).toEqual([]);
  });
});

describe("os-version-missing", () => {
  const talos = (facts: string, more: string): string => `version: 1
roles:
  worker:
    node: { ${facts} }
${more}`;
  const sysctl = "    sysctl: { vm.swappiness: 10 }\n";

  test.each([
    ["os: talos", sysctl, ["3:3 os-version-missing"]],
    ['os: talos, osVersion: "1.14"', sysctl, []],
    ["os: talos", "", []],
    ["os: nixos", sysctl, []],
    ["distribution: talos", sysctl, []],
  ])("%s", (facts, more, expected) => {
    expect(only("os-version-missing", talos(facts, more))).toEqual(expected);
  });

  test("an allow-list is written too", () => {
    const workload =
      "workloads: { web: { sysctl: { net.core.somaxconn: 32768 } } }\n";
    expect(only("os-version-missing", talos("os: talos", workload))).toEqual([
      "3:3 os-version-missing",
    ]);
  });
});

describe("reason-missing", () => {
  test("a comment, a why, or the why of its profile, role or workload is a reason", () => {
    const text = `version: 1
profiles:
  bare:
    sysctl:
      vm.swappiness: 10
      vm.dirty_ratio: 10 # Short stalls
      vm.max_map_count: { value: 262144, why: Index files are mapped }
      fs.file-max: null
    modules:
      br_netfilter: {}
  reasoned:
    why: Bursts at the ingress
    sysctl:
      net.core.somaxconn: 32768
roles:
  worker:
    profiles: [bare, reasoned]
    kubeProxy:
      conntrack:
        min: 131072
hosts:
  w0: # The board with the disk
    role: worker
    sysctl:
      vm.dirty_ratio: 20
`;
    expect(places("reason-missing", text)).toEqual([
      "5:7",
      "8:7",
      "10:7",
      "20:9",
    ]);
    expect(
      compiled(text).findings.find(({ rule }) => rule === "reason-missing")
        ?.message,
    ).toBe("4 settings have no reason: lines 5, 8, 10 and 20");
  });

  test("each file has one finding, at its first place", () => {
    const { findings } = compiled(
      `version: 1
include: [shared.yaml]
roles:
  worker:
    profiles: [shared]
    node: { os: linux }
    sysctl:
      vm.swappiness: 10
`,
      {
        "shared.yaml": `version: 1
profiles:
  shared:
    sysctl:
      vm.dirty_ratio: 15
      vm.max_map_count: 262144
`,
      },
    );
    expect(
      findings.map(({ file, line, column, message }) => [
        `${file ?? ""}:${line ?? 0}:${column ?? 0}`,
        message,
      ]),
    ).toEqual([
      ["shared.yaml:5:7", "2 settings have no reason: lines 5 and 6"],
      ["tuning.yaml:8:7", "`vm.swappiness` has no reason"],
    ]);
  });

  test("workloads, Cilium and kube-proxy", () => {
    const text = `version: 1
workloads:
  bare:
    sysctl:
      net.core.somaxconn: 32768
  reasoned:
    why: Bursts
    sysctl:
      net.core.somaxconn: 32768
cilium:
  bpf:
    mapMax:
      policy: 32768
    lbMapMax: 131072 # Many services
kubeProxy:
  conntrack:
    tcpCloseWaitTimeout: 1h
    tcpEstablishedTimeout: 24h # The default
`;
    expect(places("reason-missing", text)).toEqual(["5:7", "13:7", "17:5"]);
    expect(
      only(
        "reason-missing",
        "version: 1\ncilium: { why: Many policies, bpf: { policyMapMax: 32768 } }\n",
      ),
    ).toEqual([]);
  });

  test("a derived setting has a reason of its own", () => {
    const text = `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
    sysctl:
      net.ipv4.ip_local_port_range: [10000, 65535] # More outgoing connections
      net.ipv4.tcp_congestion_control: bbr # Lossy links
`;
    expect(only("reason-missing", text)).toEqual([]);
  });
});
