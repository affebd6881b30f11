import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { describe, expect, test } from "vitest";
import { createColors } from "picocolors";
import { printDiagnostic } from "../../src/cli/formats/text.js";
import { compileSource } from "../../src/compile.js";
import { expectTree } from "../support/tree.js";

const here = import.meta.dirname;
const repository = join(here, "..", "..");

/** Each case is a folder: a spec, the tree of files that it becomes, and what is found in it. */
const cases = [
  ...readdirSync(here, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, folder: join(here, name) })),
  // The repository's own tuning is a case, too: its tree is what people look at first.
  { name: "the repository's own tuning", folder: repository },
];

describe.each(cases)("$name", ({ folder }) => {
  const { files, errors, findings } = compileSource(
    sourceIn(folder, "tuning.yaml"),
    {
      readInclude: (name) => sourceIn(folder, name),
    },
  );

  test("becomes these files, byte for byte, with these findings", () => {
    const paint = createColors(false);
    const found = [...errors, ...findings]
      .map((each) => printDiagnostic(each, paint))
      .join("");
    const tree = Object.fromEntries(
      files.map(({ path, text }) => [path, text] as const),
    );
    // Most cases are clean, and the repository's own tuning is, too.
    if (found !== "") tree["findings.txt"] = found;
    // The repository's own files are written only by `tunegen build`, which also keeps their manifest.
    if (folder === repository) expectTree(tree, folder, isNoOutput, false);
    else expectTree(tree, folder, isInput);
  });

  test("is laid out as prettier lays it out", async () => {
    for (const { path, text } of files) {
      const parser = /\.(?<parser>ya?ml|json|md)$/u.exec(path)?.groups?.[
        "parser"
      ];
      if (parser === undefined) continue;
      const formatted = await format(text, {
        parser:
          parser === "md" ? "markdown" : parser === "json" ? "json" : "yaml",
      });
      expect(formatted, path).toBe(text);
    }
  });
});

function sourceIn(
  folder: string,
  name: string,
): { readonly name: string; readonly text: string } {
  return { name, text: readFileSync(join(folder, name), "utf8") };
}

/** What a case is made from; all else in its folder is what it becomes. */
function isInput(path: string): boolean {
  return /^(?:tuning|shared)\.yaml$/u.test(path);
}

function isNoOutput(path: string): boolean {
  return !path.startsWith("out/") || path.endsWith(".tunegen-manifest.json");
}
