import { expect, test } from "vitest";
import { compiled } from "../support/compile.js";

/** What a rule advises, and the other places that it names. */
function advice(rule: string, facts: string, lines: readonly string[]) {
  const text = `version: 1
roles:
  r:
    node: { os: linux${facts} }
    sysctl:
${lines.map((line) => `      ${line} # Why\n`).join("")}`;
  return compiled(text)
    .findings.filter((finding) => finding.rule === rule)
    .map(({ line = 0, column = 0, help, related = [] }) => [
      `${line}:${column} ${help ?? ""}`,
      ...related.map((at) => `${at.line}:${at.column} ${at.message}`),
    ]);
}

const RANGE = "net.ipv4.ip_local_port_range";
const START = "net.ipv4.ip_unprivileged_port_start";
const MAX = "net.netfilter.nf_conntrack_max";
const BUCKETS = "net.netfilter.nf_conntrack_buckets";

test.each<[string, string, readonly string[], readonly string[]]>([
  [
    "dirty-background",
    "",
    ["vm.dirty_background_ratio: 60", "vm.dirty_ratio: 40"],
    [
      "7:7 write `vm.dirty_background_ratio: 20`, or another value below 40",
      "6:7 the background limit",
    ],
  ],
  // The other limit is the kernel's default: no line sets it.
  [
    "dirty-background",
    "",
    ["vm.dirty_ratio: 5"],
    ["6:7 write `vm.dirty_background_ratio: 2`, or another value below 5"],
  ],
  [
    "dirty-background",
    "",
    ["vm.dirty_background_ratio: 30"],
    ["6:7 write `vm.dirty_background_ratio: 10`, or another value below 20"],
  ],
  [
    "conntrack-buckets",
    ', kernel: "6.12"',
    [`${MAX}: 4194304`, `${BUCKETS}: 65536`],
    [
      `6:7 write \`${BUCKETS}: 1048576\` at tuning.yaml:7:7 (4 entries per bucket)`,
      "7:7 the buckets",
    ],
  ],
  [
    "conntrack-buckets",
    ', kernel: "6.12"',
    [`${BUCKETS}: 1048576`, `${MAX}: 65536`],
    [`6:7 raise \`${MAX}\`, or write 65536 or less`, "7:7 the maximum"],
  ],
  [
    "conntrack-buckets",
    ', kernel: "6.12", memory: 8GiB',
    [`${MAX}: 4194304`],
    [`6:7 add \`${BUCKETS}: 1048576\` (4 entries per bucket)`],
  ],
  [
    "ports-privileged",
    "",
    [`${RANGE}: [1000, 65535]`],
    [`6:7 start at 1024, or write \`${START}: 1000\``],
  ],
  [
    "ports-privileged",
    "",
    [`${START}: 40000`],
    [`6:7 write 32768 or less, or start \`${RANGE}\` at 40000`],
  ],
  [
    "ports-privileged",
    "",
    [`${RANGE}: [1000, 65535]`, `${START}: 1001`],
    [
      `6:7 start at 1001, or write \`${START}: 1000\``,
      "7:7 the first unprivileged port",
    ],
  ],
])("%s%s of %j", (rule, facts, lines, expected) => {
  expect(advice(rule, facts, lines)).toEqual([expected]);
});
