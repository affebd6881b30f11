import { expect, test } from "vitest";
import { lineFindings } from "./line-findings.js";
import { compiled, errorsOf } from "../support/compile.js";

const found = (text: string): readonly string[] =>
  lineFindings(text, (rule) => rule === "os-version-unused");

const RELEASE = 'osVersion: "13.0"';

test.each([
  [`node: { os: linux, ${RELEASE} }`, "", ["2:31 os-version-unused"]],
  [`node: { ${RELEASE} }`, "os: linux", ["2:20 os-version-unused"]],
  [`node: { ${RELEASE} }`, "distro: debian-13", ["2:20 os-version-unused"]],
  // Another rule asks for the operating system.
  [`node: { ${RELEASE} }`, "", []],
  [`node: { os: talos, ${RELEASE} }`, "", []],
  [`node: { os: nixos, ${RELEASE} }`, "", []],
])("%s above a role with %j", (top, facts, expected) => {
  expect(
    found(`version: 1
${top}
roles:
  worker:
    why: Workers
    node: { ${facts} }
`),
  ).toEqual(expected);
});

test("a release that some nodes have from the top is theirs", () => {
  expect(
    found(`version: 1
node: { os: talos, osVersion: "1.11" }
roles:
  worker: { why: Workers }
  store: { why: Storage, node: { os: linux } }
`),
  ).toEqual([]);
});

test("the message says where the release belongs", () => {
  const help = (facts: string) =>
    compiled(`version: 1
roles:
  worker: { why: Workers, node: { os: linux, ${RELEASE}${facts} } }
`).findings.find(({ rule }) => rule === "os-version-unused")?.help;
  expect(help("")).toBe(
    "write the distribution with its release, as in `distro: debian-13`, or the kernel as `kernel`",
  );
  expect(help(", distro: debian-13")).toBe(
    "remove it; `distro` says that this is Debian 13",
  );
});

test.each([
  ['osVersion: "99"', "osVersion"],
  ["osVersion: 99", "osVersion"],
  ['kubernetes: "34"', '"1.34"'],
  ["kubernetes: 34", '"1.34"'],
  ["kernel: six", '"6.12"'],
  ["kernel: 6", '"6.12"'],
])("a version without a minor number: %s", (fact, word) => {
  const [found] = errorsOf(`version: 1
node: { os: linux, ${fact} }
roles: { worker: { why: Workers } }
`);
  expect(found).toMatchObject({
    help: expect.stringContaining(
      word === "osVersion" ? "`distro: debian-13`" : word,
    ) as unknown,
  });
});
