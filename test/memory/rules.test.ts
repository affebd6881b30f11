import { describe, expect, test } from "vitest";
import { compiled, errorsOf } from "../support/compile.js";
import { lineFindings } from "../rules/line-findings.js";

const found = (text: string): readonly string[] =>
  lineFindings(text, (rule) => rule.startsWith("memory-"));

/** A role whose settings begin on line 6. */
const role = (facts: string, settings: readonly string[], more = ""): string =>
  `version: 1
roles:
  r:
    node: { os: linux${facts} }
    sysctl:
${settings.map((setting) => `      ${setting} # Needed\n`).join("")}${more}`;

const message = (text: string): string | undefined =>
  compiled(text).findings.find(({ rule }) => rule.startsWith("memory-"))
    ?.message;

describe("memory-reserved", () => {
  /** 10 % of 20 GiB are 1024 huge pages. */
  const huge = (pages: number): readonly string[] => [
    `vm.nr_hugepages: ${pages}`,
  ];

  test("from one page above 10 % on", () => {
    expect(found(role(", memory: 20GiB", huge(1024)))).toEqual([]);
    const text = role(", memory: 20GiB", huge(1025));
    expect(found(text)).toEqual(["6:7 memory-reserved"]);
    expect(message(text)).toBe(
      "`vm.nr_hugepages` reserves 2 GiB, 10.1 % of the node's 20 GiB",
    );
  });

  test("not where the memory is not known", () => {
    expect(found(role("", huge(1_000_000)))).toEqual([]);
  });

  test("the sum counts, and is reported at the largest", () => {
    const text = role(", memory: 20GiB", [
      "vm.min_free_kbytes: 1048576",
      "vm.nr_hugepages: 1000",
      "net.netfilter.nf_conntrack_max: 262144",
    ]);
    expect(found(text)).toEqual(["7:7 memory-reserved"]);
    expect(
      compiled(text).findings.find(({ rule }) => rule === "memory-reserved")
        ?.related,
    ).toMatchObject([
      { line: 6, column: 7, message: "`vm.min_free_kbytes` reserves 1 GiB" },
    ]);
    expect(found(text.replace("1000 ", "400 "))).toEqual([]);
  });

  test("Cilium's maps count on nodes that run it, by their own line, without IPv6", () => {
    const text = (cni: string, nat: number): string => `version: 1
roles:
  r:
    node: { os: linux, cni: ${cni}, memory: 2GiB }
cilium:
  bpf:
    natMax: ${nat} # Much traffic leaves the cluster
`;
    // 10 % of 2 GiB are 214748364 B, at 200 B an entry with its neighbour.
    expect(found(text("cilium", 1_073_741))).toEqual([]);
    expect(found(text("cilium", 1_073_742))).toEqual(["7:5 memory-reserved"]);
    expect(found(text("flannel", 16_777_216))).toEqual([]);
  });

  test("a module's parameter is found at its role", () => {
    const text = `version: 1
roles:
  r:
    node: { os: linux, memory: 1GiB }
    modules: { nf_conntrack: { parameters: { hashsize: 16777216 } } }
`;
    expect(found(text)).toEqual(["3:3 memory-reserved"]);
  });
});

describe("memory-ceiling", () => {
  const max = (entries: number): readonly string[] => [
    `net.netfilter.nf_conntrack_max: ${entries}`,
  ];
  const facts = ', kernel: "6.12", memory: 1GiB';

  test("from one entry above 50 % on", () => {
    expect(found(role(facts, max(2_097_152)))).toEqual([]);
    const text = role(facts, max(2_097_153));
    expect(found(text)).toEqual(["6:7 memory-ceiling"]);
    expect(message(text)).toBe(
      "`net.netfilter.nf_conntrack_max` lets the kernel use 512 MiB, 50.1 % of the node's 1 GiB",
    );
  });

  test("an older kernel has larger entries", () => {
    const older = facts.replace("6.12", "5.10");
    expect(found(role(older, max(1_147_160)))).toEqual([]);
    expect(found(role(older, max(1_147_161)))).toEqual(["6:7 memory-ceiling"]);
  });

  test("ceilings are not added up", () => {
    const settings = [...max(2_000_000), "fs.inotify.max_user_watches: 400000"];
    expect(found(role(facts, settings))).toEqual([]);
  });

  test("not where the memory is not known", () => {
    expect(found(role("", max(2_147_483_647)))).toEqual([]);
  });

  test("another rule reports bytes in a key that counts pages", () => {
    const tcp = (third: number): readonly string[] => [
      `net.ipv4.tcp_mem: [1000, 2000, ${third}]`,
    ];
    expect(found(role(facts, tcp(131_072)))).toEqual([]);
    expect(found(role(facts, tcp(131_073)))).toEqual(["6:7 memory-ceiling"]);
    expect(found(role(facts, tcp(262_145)))).toEqual([]);
    expect(
      lineFindings(role(facts, tcp(262_145)), (rule) =>
        ["pages-not-bytes", "memory-ceiling"].includes(rule),
      ),
    ).toEqual(["6:7 pages-not-bytes"]);
  });

  test("the kernel's own defaults are no finding", () => {
    for (const [memory, tcp, udp, watches] of [
      ["4GiB", "[45216, 60288, 90432]", "[90432, 120576, 180864]", 30_868],
      ["8GiB", "[93312, 124416, 186624]", "[186624, 248832, 373248]", 62_658],
    ] as const) {
      expect(
        found(
          role(`, memory: ${memory}`, [
            `net.ipv4.tcp_mem: ${tcp}`,
            `net.ipv4.udp_mem: ${udp}`,
            `fs.inotify.max_user_watches: ${watches}`,
            "net.netfilter.nf_conntrack_max: 262144",
            "vm.min_free_kbytes: 67584",
          ]),
        ),
      ).toEqual([]);
    }
  });
});

describe("memoryBudget", () => {
  const text = (top: string, own: string): string => `version: 1
${top === "" ? "" : `memoryBudget: ${top}\n`}roles:
  r:
    node: { os: linux, memory: 10GiB }
${own === "" ? "" : `    memoryBudget: ${own}\n`}    sysctl:
      vm.nr_hugepages: 1000 # 19.5 %
      vm.nr_overcommit_hugepages: 2000 # 39.1 %
hosts:
  h: { role: r, sysctl: { vm.swappiness: 10 } }
`;
  test.each([
    ["", "", ["memory-reserved"]],
    ["{ reserved: 20 }", "", []],
    ["{ reserved: 19 }", "", ["memory-reserved"]],
    ["", "{ reserved: 20 }", []],
    ["{ reserved: 5 }", "{ reserved: 20 }", []],
    ["{ ceiling: 20 }", "{ reserved: 20 }", ["memory-ceiling"]],
    ["{ reserved: 20, ceiling: 39 }", "{ ceiling: 40 }", []],
    ["{ reserved: 19.6 }", "", []],
  ])("%s at the top, %s in the role", (top, own, rules) => {
    expect(
      found(text(top, own)).map((line) => line.replace(/^\S+ /u, "")),
    ).toEqual(rules);
  });

  test("only per cent that make sense", () => {
    const fault = (budget: string): readonly string[] =>
      errorsOf(text(budget, "")).map(
        ({ line = 0, column = 0, rule }) => `${line}:${column} ${rule}`,
      );
    expect(fault("{ reserved: 0 }")).toEqual(["2:27 wrong-shape"]);
    expect(fault("{ reserved: 101 }")).toEqual(["2:27 wrong-shape"]);
    expect(fault("{ ceiling: 1001 }")).toEqual(["2:26 wrong-shape"]);
    expect(fault("{ ceiling: 20% }")).toEqual(["2:26 wrong-shape"]);
    expect(fault("{ limit: 20 }")).toEqual(["2:17 unknown-field"]);
  });
});
