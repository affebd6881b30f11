import { expect, test } from "vitest";
import { errorsOf } from "../support/compile.js";

const help = (text: string): readonly (string | undefined)[] =>
  errorsOf(text).map((each) => each.help);

const roles = "roles: { web: { why: Web } }";

test.each([
  [
    "matchers of nodes",
    `monitoring: { nodes: { web: { instance: "web.*" } } }\n${roles}`,
    "write `roles` or `hosts`",
  ],
  [
    "facts under another name",
    `nodes: { os: linux }\n${roles}`,
    "write `node`",
  ],
  [
    "nodes with settings",
    "nodes: { web: { node: { os: linux } } }",
    "write `roles` or `hosts`",
  ],
  [
    "facts in a section",
    `monitoring: { facts: { os: linux } }\n${roles}`,
    "move it to the top of the file, beside `monitoring:`, as `node`",
  ],
  ["a path", `outputs: build\n${roles}`, "write `out`"],
  ["options", `outputs: { nixos: {} }\n${roles}`, "write `targets`"],
])("%s belong to the field that has such values", (_, text, expected) => {
  expect(help(`version: 1\n${text}\n`)).toContain(expected);
});

test.each([
  ["facts", "roles: { web: { node: { vm.swappiness: 10 } } }", "roles.web"],
  ["limits", "roles: { web: { limits: { vm.swappiness: 10 } } }", "roles.web"],
  [
    "a host's facts",
    "roles: { web: {} }\nhosts: { a: { role: web, node: { vm/swappiness: 10 } } }",
    "hosts.a",
  ],
])("a sysctl in %s belongs to the node's own", (_, text, owner) => {
  expect(help(`version: 1\n${text}\n`)).toEqual([
    `move it below the \`sysctl:\` of \`${owner}\``,
  ]);
});

test("a sysctl in a section of no node belongs to a role", () => {
  expect(
    help(`version: 1\ncilium: { net.core.somaxconn: 10 }\n${roles}\n`),
  ).toEqual(["move it to a role, below its `sysctl:`"]);
});

test("a field that is written as a path belongs below its section", () => {
  expect(help("version: 1\nroles: { web: { node.os: linux } }\n")).toEqual([
    "move it below `node:`, as `os`",
  ]);
});
