import { describe, expect, test } from "vitest";
import { groupsOf } from "../../src/plan/groups.js";
import { nodeOf, planOf, sysctlsOf } from "../support/compile.js";

/** The reasons of a role's settings, by key. */
function reasons(sysctl: string): Readonly<Record<string, readonly string[]>> {
  const indented = sysctl
    .split("\n")
    .map((line) => `      ${line}`)
    .join("\n");
  const plan = planOf(`version: 1\nroles:\n  r:\n    sysctl:\n${indented}\n`);
  return Object.fromEntries(
    sysctlsOf(nodeOf(plan, "r")).map(({ id, why }) => [id, why]),
  );
}

const KEY = "net.core.somaxconn";
const VECTOR = "net.ipv4.tcp_rmem";

test("the last line of a file needs no line break for its comment", () => {
  const plan = planOf(
    `version: 1\nroles:\n  r:\n    sysctl:\n      ${KEY}: 1024 # why`,
  );
  const [written] = sysctlsOf(nodeOf(plan, "r"));
  expect(written?.why).toEqual(["why"]);
});

describe("a comment at the end of a setting's line is its reason", () => {
  test.each([
    [`${KEY}: 1024 # why`, "why"],
    [`${KEY}: 1024   #why`, "why"],
    [`${KEY}: 1024\t# why`, "why"],
    [`${KEY}: 1024 # why # and more`, "why # and more"],
    [`${KEY}: 1024 #   two  blanks  `, "two  blanks"],
    [`${KEY}: "1024" # why`, "why"],
    [`'${KEY}': '1024' # why`, "why"],
    [`${KEY}: &a 1024 # why`, "why"],
    [`${KEY}: !!int 1024 # why`, "why"],
    [`${KEY}: { value: 1024 } # why`, "why"],
    [`${KEY}: { value: 1024, # why\n  refs: [] }`, "why"],
    [`${KEY}: { atLeast: 8192 } # why`, "why"],
    [`${KEY}: null # why`, "why"],
    [`${KEY}: ~ # why`, "why"],
    [`${KEY}: # why`, "why"],
    [`${KEY}: # why\n  1024`, "why"],
    [`${KEY}:\n  1024 # why`, "why"],
    [`${KEY}: # why\n  value: 1024`, "why"],
    [`${KEY}:\n  value: 1024 # why`, "why"],
    [`${KEY}:\n  value: # why\n    atLeast: 8192`, "why"],
    [`${VECTOR}: [4096, 131072, 6291456] # why`, "why"],
    [`${VECTOR}: # why\n  - 4096\n  - 131072 # not this\n  - 6291456`, "why"],
    [`${VECTOR}: [4096,\n  131072, 6291456] # why`, "why"],
    [`kernel.core_pattern: >- # why\n  core`, "why"],
    [`kernel.core_pattern: |- # why\n  core`, "why"],
    [`kernel.core_pattern: "a\n  b" # why`, "why"],
    [`kernel.core_pattern: a#b # why`, "why"],
    [`kernel.core_pattern: "a #b" # why`, undefined],
    [`${KEY}: 1024 # \${x} '' "q" \\n: - [`, `\${x} '' "q" \\n: - [`],
    [`${KEY}: 1024 # first\u2028second`, "first\u2028second"],
    [`${KEY}: 1024  # first\u2029second`, "first\u2029second"],
    [`${KEY}: 1024 # grüße 🐧 \u202e`, "grüße 🐧 \u202e"],
  ])("%j", (sysctl, why) => {
    // A blank before # makes it part of the value: that is told elsewhere.
    if (why === undefined) {
      expect(() => reasons(sysctl)).toThrow("contains a comment");
      return;
    }
    expect(Object.values(reasons(sysctl))).toEqual([[why]]);
  });

  test.each([
    `${KEY}: 1024`,
    `${KEY}: 1024 #`,
    `${KEY}: 1024 #   `,
    `# above\n${KEY}: 1024`,
    `${KEY}: 1024\n# below`,
    `kernel.core_pattern: a#b`,
    `kernel.core_pattern: "a#b"`,
    `${VECTOR}:\n  - 4096 # one\n  - 131072 # two\n  - 6291456 # three`,
    `${VECTOR}: [4096, # one\n  131072, 6291456]`,
  ])("none: %j", (sysctl) => {
    expect(Object.values(reasons(sysctl))).toEqual([[]]);
  });

  test("an explicit one wins, and an empty one is none", () => {
    expect(reasons(`${KEY}: { value: 1024, why: explicit } # why`)).toEqual({
      [KEY]: ["explicit"],
    });
    expect(reasons(`${KEY}: { value: 1024, why: "" } # why`)).toEqual({
      [KEY]: ["why"],
    });
    expect(reasons(`${KEY}: { value: 1024, why: "  " } # why`)).toEqual({
      [KEY]: ["why"],
    });
    expect(
      reasons(`${KEY}:\n  value: 1024 # inner\n  why: explicit # other`),
    ).toEqual({ [KEY]: ["explicit"] });
  });

  test("each line has its own", () => {
    expect(
      reasons(
        `net.core.somaxconn: 1 # a\nnet.core.netdev_max_backlog: 2\nvm.swappiness: 3 # c`,
      ),
    ).toEqual({
      "net.core.somaxconn": ["a"],
      "net.core.netdev_max_backlog": [],
      "vm.swappiness": ["c"],
    });
  });
});

test("also of profiles, roles, modules, kube-proxy's fields, workloads and Cilium", () => {
  const plan = planOf(`version: 1
profiles:
  p: # of the profile
    sysctl: { net.core.somaxconn: 1 }
roles:
  r: # of the role
    node: { distribution: k3s }
    profiles: [p] # of nothing
    modules:
      tcp_bbr: {} # of the module
      br_netfilter: # of the other
    kubeProxy:
      conntrack:
        maxPerCore: 1 # of the field
hosts:
  h: { role: r } # of the host
workloads:
  w: # of the workload
    sysctl: { net.core.somaxconn: 1 }
cilium: # of the chart
  bpf:
    natMax: 1024 # of the size
`);
  const role = nodeOf(plan, "r");
  expect(role.why).toBe("of the role");
  expect(groupsOf(role).map(({ why }) => why)).toEqual(["of the profile"]);
  expect(role.settings.module.map(({ why }) => why)).toEqual([
    ["of the other"],
    ["of the module"],
  ]);
  expect(role.settings.kubeProxy.map(({ why }) => why)).toEqual([
    ["of the field"],
  ]);
  expect(nodeOf(plan, "h").why).toBe("of the host");
  expect(plan.workloads[0]?.why).toBe("of the workload");
  expect(plan.cilium?.why).toBe("of the chart");
  expect(plan.cilium?.values[0]?.why).toEqual(["of the size"]);
});
