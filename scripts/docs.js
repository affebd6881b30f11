// Writes the generated documents in docs/ from the rules, codes and formulas in src/, and the picture of its rooms from the
// imports, and the tables of the documents behind tuning.yaml; run by `npm run docs`.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import { importsByFile, withPicture } from "./architecture.js";
import { loadFunction } from "./load-source.js";
import { seedsDocs } from "./seeds.js";

const root = fileURLToPath(new URL("..", import.meta.url));

/** @type {readonly { file: string; module: string; name: string }[]} */
const documents = [
  {
    file: "docs/rules.md",
    module: "src/explain/rule/docs.ts",
    name: "rulesDocs",
  },
  {
    file: "docs/errors.md",
    module: "src/explain/code/docs.ts",
    name: "errorsDocs",
  },
  {
    file: "docs/targets.md",
    module: "src/targets/docs.ts",
    name: "targetsDocs",
  },
  {
    file: "docs/platforms.md",
    module: "src/platform/docs.ts",
    name: "platformsDocs",
  },
  {
    file: "docs/monitoring.md",
    module: "src/signals/docs.ts",
    name: "monitoringDocs",
  },
  { file: "docs/memory.md", module: "src/memory/docs.ts", name: "memoryDocs" },
];

for (const { file, module, name } of documents) {
  /** @type {() => string} */
  const text = await loadFunction(module, name);
  await writeMarkdown(file, text());
}
await writeMarkdown("docs/seeds.md", seedsDocs());
/** @type {() => string} */
const manPage = await loadFunction("src/cli/man/page.ts", "manPage");
await writeFile(join(root, "docs/tunegen.1"), manPage());

const architecture = join(root, "docs", "architecture.md");
await writeFile(
  architecture,
  withPicture(await readFile(architecture, "utf8"), importsByFile()),
);

/**
 * @param {string} file
 * @param {string} text
 */
async function writeMarkdown(file, text) {
  await writeFile(join(root, file), await format(text, { parser: "markdown" }));
}
