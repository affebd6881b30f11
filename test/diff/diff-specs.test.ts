import { expect, test } from "vitest";
import { compileSource } from "../../src/compile.js";
import { byRisk, nodeNotes } from "../../src/diff/by-risk.js";
import { diffSpecs, isSame, type Side } from "../../src/diff/diff-specs.js";
import type { Change, SpecDiff } from "../../src/diff/types.js";

function side(text: string): Side {
  const { spec, plan, files, errors } = compileSource(
    { name: "tuning.yaml", text: `version: 1\n${text}` },
    { readInclude: (name) => ({ name, text: "" }), specName: "tuning.yaml" },
  );
  if (spec === undefined || plan === undefined || errors.length > 0)
    throw new Error(errors.map(({ message }) => message).join());
  return { spec, plan, files };
}

function diff(before: string, after: string): SpecDiff {
  return diffSpecs(side(before), side(after), (path) => path);
}

/** `vm.swappiness: 10 -> 20 (60) live`. */
function told({ name, before, after, standard, risk }: Change): string {
  return `${name}: ${before ?? "none"} -> ${after ?? "none"} (${standard ?? "unknown"}) ${risk.risk}`;
}

const LINUX = 'os: linux, kernel: "6.12"';
const role = (section: string, facts = "os: linux"): string =>
  `roles:\n  web:\n    node: { ${facts} }\n${section}`;
const sysctl = (...lines: readonly string[]): string =>
  `    sysctl:\n${lines.map((line) => `      ${line}\n`).join("")}`;

test("a spec changes nothing compared with itself, whatever its reasons", () => {
  const changed = diff(
    role(sysctl("vm.swappiness: 10 # Less swap")),
    role(sysctl('vm.swappiness: "10" # Another reason')),
  );
  expect(changed.groups).toEqual([]);
  expect(changed.files?.map(({ state }) => state)).toEqual(["changed"]);
  const text = role(sysctl("vm.swappiness: 10"));
  expect(isSame(diff(text, text))).toBe(true);
});

test.each<[string, string, string, readonly string[]]>([
  [
    "other values, with their default and risk",
    role(sysctl("net.core.somaxconn: 8192", "vm.swappiness: 10")),
    role(sysctl("net.core.somaxconn: 16384", "vm.swappiness: 20")),
    [
      "net.core.somaxconn: 8192 -> 16384 (4096) new-connections",
      "vm.swappiness: 10 -> 20 (60) live",
    ],
  ],
  [
    "a line that is added and one that is removed",
    role(sysctl("vm.swappiness: 10")),
    role(sysctl("net.core.somaxconn: 8192")),
    [
      "net.core.somaxconn: none -> 8192 (4096) new-connections",
      "vm.swappiness: 10 -> none (60) reboot",
    ],
  ],
  [
    "numbers with their unit",
    role(sysctl("net.core.rmem_max: 16777216"), LINUX),
    role(sysctl("net.core.rmem_max: 33554432"), LINUX),
    [
      "net.core.rmem_max: 16777216 (16 MiB) -> 33554432 (32 MiB) (212992 (208 KiB)) new-connections",
    ],
  ],
  [
    "kernel arguments",
    role("    kernelArgs: { mitigations: auto }\n"),
    role("    kernelArgs: { mitigations: off, nosmt: true }\n"),
    [
      "kernelArgs.mitigations: auto -> off (unknown) reboot",
      "kernelArgs.nosmt: none -> true (unknown) reboot",
    ],
  ],
])("%s", (_, before, after, expected) => {
  const [group, ...others] = diff(before, after).groups;
  expect(group?.changes.map(told)).toEqual(expected);
  expect(others).toEqual([]);
});

const fleet = (base: number, own = ""): string =>
  `node: { os: linux }
profiles:
  base: { sysctl: { vm.swappiness: ${base} } }
roles:
  web: { profiles: [base] }
  db: { profiles: [base] }
hosts:
  web1: { role: web${own} }
  db1: { role: db }
`;

test("nodes that change alike are one group; an overridden line does not change its node", () => {
  const { groups, kept } = diff(
    fleet(10, ", sysctl: { vm.swappiness: 1 }"),
    fleet(20, ", sysctl: { vm.swappiness: 1 }"),
  );
  expect(groups.map(({ nodes }) => nodes.map(({ name }) => name))).toEqual([
    ["web", "db", "db1"],
  ]);
  expect(kept).toHaveLength(4);
});

test("by risk, the riskiest first, each change once", () => {
  const sections = byRisk(
    diff(
      role(sysctl("vm.swappiness: 10", "net.core.somaxconn: 8192")),
      role(
        `${sysctl("vm.swappiness: 20", "net.core.somaxconn: 16384")}    kernelArgs: { nosmt: true }\n`,
      ),
    ),
  );
  expect(
    sections.map(({ risk, together }) => [
      risk,
      ...together.map(
        ({ subject, changes }) =>
          `${subject}: ${changes.map(({ name }) => name).join()}`,
      ),
    ]),
  ).toEqual([
    ["reboot", "role `web`: kernelArgs.nosmt"],
    ["new-connections", "role `web`: net.core.somaxconn"],
    ["live", "role `web`: vm.swappiness"],
  ]);
});

test("nodes that are new or gone, with their files", () => {
  const { added, removed, groups, files } = diff(
    fleet(10),
    fleet(10).replace("  db1: { role: db }", "  web2: { role: web }"),
  );
  expect(added.map(({ name }) => name)).toEqual(["web2"]);
  expect(removed.map(({ name }) => name)).toEqual(["db1"]);
  expect(groups).toEqual([]);
  expect(
    new Set(
      files?.map(
        ({ path, state }) => `${state} ${/host-\w+/u.exec(path)?.[0]}`,
      ),
    ),
  ).toEqual(new Set(["added host-web2", "removed host-db1"]));
});

test("facts and the memory that follows from them", () => {
  const [note] = nodeNotes(
    diff(
      role(sysctl("net.netfilter.nf_conntrack_max: 262144"), "os: linux"),
      role(
        sysctl("net.netfilter.nf_conntrack_max: 1048576"),
        "os: linux, memory: 8GiB",
      ),
    ),
  );
  expect(note?.subject).toBe("role `web`");
  expect(note?.facts).toEqual([
    { name: "memory", before: undefined, after: "8 GiB" },
  ]);
  expect(note?.memory?.of).toBe(8n * 1024n ** 3n);
  const item = note?.memory?.items.find(
    ({ id }) => id === "net.netfilter.nf_conntrack_max",
  );
  const [less = 0n, more] = [item?.before, item?.after];
  expect(less > 0n).toBe(true);
  expect(more).toBe(4n * less);
});

test("parts that are not nodes", () => {
  const { parts, groups } = diff(
    `${role("")}workloads:\n  api: { kind: Deployment, sysctl: { net.ipv4.tcp_fin_timeout: 30 } }\n`,
    `${role("")}workloads:\n  api: { kind: Deployment, sysctl: { net.ipv4.tcp_fin_timeout: 15 } }\n`,
  );
  expect(groups).toEqual([]);
  expect(
    parts.map(({ kind, name, changes }) => [kind, name, ...changes.map(told)]),
  ).toEqual([
    [
      "workload",
      "api",
      "net.ipv4.tcp_fin_timeout: 30 -> 15 (unknown) new-pods",
    ],
  ]);
});
