import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import type { Run } from "../../support/programs.js";
import { inTemporaryFolder } from "../../support/temporary.js";
import { casesWith } from "../cases.js";
import { consumer, consumerTest, versionOf } from "../consumer.js";
import { kernelArgumentsOf, nodesOf } from "../expected.js";

const source = {
  folder: "image-factory",
  module: "github.com/siderolabs/image-factory",
  modFile: "go.mod",
};
const imageFactory = consumer(source);

function read(text: string): Run {
  return inTemporaryFolder((folder) => {
    const path = join(folder, "schematic.yaml");
    writeFileSync(path, text);
    return imageFactory([path]);
  });
}

const schematics = casesWith(
  ["talos"],
  ["talos/specs/older.yaml", "talos/specs/documents.yaml"],
).flatMap(({ name, plan, files }) =>
  files
    .filter(({ output }) => output === "schematicPath")
    .flatMap((file) =>
      nodesOf(plan, file).map((node) => ({
        name: `${name}: ${file.path}`,
        node,
        text: file.text,
      })),
    ),
);

describe(`Image Factory ${versionOf(source)}`, () => {
  for (const { name, node, text } of schematics)
    consumerTest(`reads the plan's kernel arguments: ${name}`, () => {
      const { status, stdout, stderr } = read(text);
      expect(stderr).toBe("");
      expect(status).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({
        kernelArguments: kernelArgumentsOf(node),
      });
    });

  consumerTest("refuses an unknown field", () => {
    const { status, stderr } = read("customization: { kernelArgs: [quiet] }");
    expect(status).toBe(1);
    expect(stderr).toContain("kernelArgs");
  });
});
