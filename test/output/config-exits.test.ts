import { expect, test } from "vitest";
import { makeWorkspace, messages } from "./workspace.js";

test("a prettier configuration that exits is an error, and not a success", async () => {
  const { compare, write } = makeWorkspace();
  write(".prettierrc.cjs", "process.exit(0);\n");
  const { errors } = await compare({ "out/a.yaml": "a: 1\n" });
  expect(messages(errors)).toEqual([
    "output-format: out/a.yaml cannot be formatted with the prettier configuration of its folder: it calls `process.exit`",
  ]);
});
