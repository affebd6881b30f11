import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readSource } from "../../src/cli/read-source.js";

const folder = mkdtempSync(join(tmpdir(), "tunegen-near-"));
mkdirSync(join(folder, "shared"));
for (const name of ["profiles.yaml", "web.yaml", "shared/nodes.yaml"])
  writeFileSync(join(folder, name), "version: 1\n");
const spec = "version: 1\nroles:\n  web: { why: Web }\n";
for (const name of ["mini.yaml", "whole-tuning.yaml"])
  writeFileSync(
    join(folder, name),
    name === "mini.yaml" ? "version: 1\n" : spec,
  );
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const helpFor = (
  role: "include" | "spec",
  name: string,
): string | undefined => {
  const read = readSource(role, join(folder, name), name);
  if (!("help" in read)) throw new Error(`${name} was read`);
  return read.help;
};

test.each([
  ["profils.yaml", "did you mean `profiles.yaml`?"],
  ["profiles.yml", "did you mean `profiles.yaml`?"],
  ["nodes.yaml", "did you mean `shared/nodes.yaml`?"],
  ["shared/node.yaml", "did you mean `shared/nodes.yaml`?"],
  [
    "*.yaml",
    "name each file, a pattern is not expanded: mini.yaml, profiles.yaml and web.yaml",
  ],
  // Only the end of the name is alike.
  ["none.yaml", "correct the path, relative to the spec, or remove the line"],
  ["nine.yaml", "did you mean `mini.yaml`?"],
  // A whole spec cannot be included.
  [
    "whole-tunning.yaml",
    "correct the path, relative to the spec, or remove the line",
  ],
  [
    "elsewhere/other.yaml",
    "correct the path, relative to the spec, or remove the line",
  ],
])("a missing include `%s`", (name, help) => {
  expect(helpFor("include", name)).toBe(help);
});

test("a missing spec names the file that was intended", () => {
  expect(helpFor("spec", "web.yml")).toBe("did you mean `-f web.yaml`?");
  expect(helpFor("spec", "whole-tunning.yaml")).toBe(
    "did you mean `-f whole-tuning.yaml`?",
  );
});
