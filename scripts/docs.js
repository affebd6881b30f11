// Writes the generated documents in docs/ from the rules, codes and formulas in src/, and the picture of its rooms from the
// imports; run by `npm run docs`.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { format } from "prettier";
import { importsByFile, withPicture } from "./architecture.js";
import { precompiledTemplates } from "./templates.js";

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
  { file: "docs/memory.md", module: "src/memory/docs.ts", name: "memoryDocs" },
];

const scratch = await mkdtemp(join(tmpdir(), "tunegen-docs-"));
try {
  for (const { file, module, name } of documents) {
    const outfile = join(scratch, `${name}.cjs`);
    await build({
      entryPoints: [join(root, module)],
      outfile,
      bundle: true,
      platform: "node",
      format: "cjs",
      plugins: [precompiledTemplates.esbuild()],
      logLevel: "warning",
    });
    const loaded = /** @type {{ default: Record<string, () => string> }} */ (
      await import(outfile)
    );
    const text = loaded.default[name]?.();
    if (text === undefined) throw new Error(`${module} exports no ${name}`);
    await writeFile(
      join(root, file),
      await format(text, { parser: "markdown" }),
    );
  }
} finally {
  await rm(scratch, { recursive: true, force: true });
}

const architecture = join(root, "docs", "architecture.md");
await writeFile(
  architecture,
  withPicture(await readFile(architecture, "utf8"), importsByFile()),
);
