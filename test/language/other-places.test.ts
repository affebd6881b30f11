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
