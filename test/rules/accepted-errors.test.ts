import { expect, test } from "vitest";
import { compiled } from "../support/compile.js";

function unused(sysctl: string, more = ""): readonly string[] {
  return compiled(`version: 1
roles:
  w:
    why: Plain
    node: { os: linux, kernel: "6.1" }
    ${sysctl}
${more}`)
    .findings.filter(({ rule }) => rule === "accept-unused")
    .map(
      ({ line, column, message }) => `${line ?? 0}:${column ?? 0} ${message}`,
    );
}

const accepting = (key: string, code: string) =>
  `sysctl: { ${key}: { value: 1, accept: { ${code}: backport } } }`;

test.each([
  ["vm.swappiness", "unknown-key"],
  ["vm.swappiness", "key-gone"],
  ["vm.swappiness", "key-not-yet"],
  ["my.own_key", "unknown-key"],
  ["net.ipv4.tcp_tw_recycle", "key-gone"],
  ["net.ipv4.tcp_pingpong_thresh", "key-not-yet"],
])("%s, accept: %s", (key, code) => {
  const text = accepting(key, code);
  expect(unused(text)).toEqual(
    key === "vm.swappiness"
      ? [`6:${text.indexOf(code) + 5} \`accept: ${code}\` silences nothing`]
      : [],
  );
});

test("an accept at a role keeps no key", () => {
  expect(unused("accept: { unknown-key: ours }")).toEqual([
    "6:15 `accept: unknown-key` silences nothing",
  ]);
});

test("an accept of a newer value of Cilium is used with an older chart only", () => {
  const cilium = (version: string) => `cilium:
  version: "${version}"
  bpf: { policyMapMax: { value: 16384, accept: { key-not-yet: patched } } }
`;
  expect(unused("sysctl: {}", cilium("1.18"))).toEqual([
    "9:50 `accept: key-not-yet` silences nothing",
  ]);
});

test("an accept in a profile that no node has may be used", () => {
  expect(
    unused(
      "sysctl: {}",
      `profiles:\n  p: { why: x, accept: { unused-profile: later }, ${accepting("vm.swappiness", "key-gone")} }\n`,
    ),
  ).toEqual([]);
});
