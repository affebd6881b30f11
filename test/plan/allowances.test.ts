import { describe, expect, test } from "vitest";
import { found, nodeOf, planOf } from "../support/compile.js";

/** What a node's kubelet must allow, and who needs it. */
function allowed(text: string, name: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    nodeOf(planOf(text), name).settings.allowance.map(({ id, because }) => [
      id,
      because.join("; "),
    ]),
  );
}

const own = {
  "net.ipv4.ip_forward": "K3s' default, which the flag would replace",
  "net.ipv6.conf.all.forwarding": "K3s' default, which the flag would replace",
};

describe("what workloads need", () => {
  const spec = `version: 1
node: { distribution: k3s, kubernetes: "1.30" }
roles:
  a: {}
  b: {}
  old: { node: { kubernetes: "1.28" } }
  unknown: { node: { distribution: none } }
  talos: { node: { os: talos, distribution: talos } }
workloads:
  everywhere: { sysctl: { net.core.somaxconn: 1024 } }
  on-a: { roles: [a, old], sysctl: { net.ipv4.tcp_fin_timeout: 30, net/core/somaxconn: 2048 } }
`;

  test("on the roles they may run on, and only what is not safe there", () => {
    expect(allowed(spec, "a")).toEqual({
      ...own,
      "net.core.somaxconn": "workload everywhere; workload on-a",
    });
    expect(allowed(spec, "b")).toEqual({
      ...own,
      "net.core.somaxconn": "workload everywhere",
    });
    expect(allowed(spec, "old")).toEqual({
      ...own,
      "net.core.somaxconn": "workload everywhere; workload on-a",
      "net.ipv4.tcp_fin_timeout": "workload on-a",
    });
  });

  test("nothing without a kubelet, and no one else's defaults", () => {
    expect(allowed(spec, "unknown")).toEqual({});
    expect(allowed(spec, "talos")).toEqual({
      "net.core.somaxconn": "workload everywhere",
    });
  });

  test("nothing where nothing is unsafe: K3s keeps its own list", () => {
    expect(
      allowed(
        `version: 1
roles: { r: { node: { distribution: k3s } } }
workloads: { w: { sysctl: { net.ipv4.tcp_syncookies: 1 } } }
`,
        "r",
      ),
    ).toEqual({});
  });
});

describe("what roles add", () => {
  test("unites, in one spelling, sorted", () => {
    expect(
      allowed(
        `version: 1
profiles: { p: { allowedUnsafeSysctls: [net.ipv4.tcp_*, net/core/somaxconn] } }
roles:
  r:
    node: { distribution: kubeadm }
    profiles: [p]
    allowedUnsafeSysctls: [kernel.msg*, net.core.somaxconn, kernel.shm_rmid_forced]
hosts: { h: { role: r, allowedUnsafeSysctls: [fs.mqueue.*] } }
`,
        "h",
      ),
    ).toEqual({
      "fs.mqueue.*": "host h",
      "kernel.msg*": "role r",
      "kernel.shm_rmid_forced": "role r",
      "net.core.somaxconn": "profile p; role r",
      "net.ipv4.tcp_*": "profile p",
    });
  });

  test.each([
    ["kernel.panic", "malformed-allowance"],
    ["vm.swappiness", "malformed-allowance"],
    ['"*"', "malformed-allowance"],
    ["net*", "malformed-allowance"],
    ["net.*.x", "malformed-allowance"],
    ["net.*.*", "malformed-allowance"],
    ['""', "malformed-allowance"],
    ["NET.core.x", "malformed-allowance"],
    ['"net.core. x"', "malformed-allowance"],
    ['"net.core.x,net.core.y"', "malformed-allowance"],
    ['"net.core.x\\ny"', "malformed-allowance"],
    [`net.${"a".repeat(260)}`, "malformed-allowance"],
    ["5", "wrong-shape"],
    ["[a]", "wrong-shape"],
  ])("%s stops a kubelet", (pattern, rule) => {
    expect(
      found(
        `version: 1\nroles: { r: { node: { distribution: k3s }, allowedUnsafeSysctls: [${pattern}] } }\n`,
      ),
    ).toEqual([`2:67 ${rule}`]);
  });
});

describe("workloads", () => {
  test.each([
    ["sysctl: { net.core.somaxcon: 1 }", "unknown-key"],
    ["sysctl: { net.core.somaxconn: [1, 2] }", "wrong-arity"],
    ["sysctl: { net.core.somaxconn: 16MiB }", "wrong-unit"],
    ["sysctl: { net.ipv4.tcp_rmem: [3, 2, 1] }", "wrong-order"],
    ["sysctl: { net.core.somaxconn: true }", "wrong-kind"],
    ["roles: [s]", "unknown-role"],
    ["roles: [r, r]", "named-twice"],
    ["roles: r", "wrong-shape"],
    ["kind: Deploy", "wrong-shape"],
    ["hostNetwork: yes", "wrong-shape"],
    ["namespace: 5", "wrong-shape"],
    ["replicas: 5", "unknown-field"],
    ["profiles: [p]", "unknown-field"],
  ])("%s is a fault", (field, rule) => {
    const faults = found(
      `version: 1\nroles: { r: {} }\nworkloads: { w: { ${field} } }\n`,
    );
    expect(new Set(faults.map((each) => each.split(" ")[1]))).toEqual(
      new Set([rule]),
    );
  });

  test.each([
    "a/b",
    "../a",
    ".a",
    "a.",
    "-a",
    "a b",
    "ä",
    "a..b",
    "''",
    "a".repeat(254),
  ])("%s cannot be a name", (name) => {
    for (const [section, body] of [
      ["roles", "{}"],
      ["hosts", "{ role: r }"],
      ["workloads", "{}"],
    ] as const) {
      expect(
        found(`version: 1\n${section}: { ${name}: ${body} }\n`).filter(
          (each) => !each.endsWith("unknown-role"),
        ),
      ).toEqual([`2:${section.length + 5} malformed-name`]);
    }
  });

  test.each(["a", "A1", "raccoon00", "a.b-c_d", "0", "a".repeat(253)])(
    "%s can",
    (name) => {
      expect(found(`version: 1\nroles: { "${name}": {} }\n`)).toEqual([]);
    },
  );
});
