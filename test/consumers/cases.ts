import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { compileSource } from "../../src/compile.js";
import type { Plan } from "../../src/plan/types.js";
import type { TargetName } from "../../src/targets/emit.js";
import type { OutputFile } from "../../src/targets/types.js";

const repository = join(import.meta.dirname, "..", "..");
const golden = join(repository, "test", "golden");

/** A spec that compiles, with what it comes to. */
export interface Case {
  readonly name: string;
  readonly plan: Plan;
  readonly files: readonly OutputFile<TargetName>[];
}

/**
 * The specs of `test/golden/` and the repository's own that have files of some targets, and further ones of a consumer's
 * folder. `test/golden/` also compares their files with those that are committed.
 */
export function casesWith(
  targets: readonly TargetName[],
  further: readonly string[] = [],
): readonly Case[] {
  const folders = readdirSync(golden, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(golden, name));
  return [...folders, repository]
    .map((folder) => join(folder, "tuning.yaml"))
    .concat(further.map((path) => join(import.meta.dirname, path)))
    .flatMap((path) => {
      const { plan, files } = compileFile(path);
      return plan !== undefined &&
        files.some(({ target }) => targets.includes(target))
        ? [{ name: path.slice(repository.length + 1), plan, files }]
        : [];
    });
}

function compileFile(path: string): ReturnType<typeof compileSource> {
  const sourceIn = (name: string): { name: string; text: string } => ({
    name,
    text: readFileSync(join(dirname(path), name), "utf8"),
  });
  return compileSource(
    { ...sourceIn(basename(path)), name: "tuning.yaml" },
    { readInclude: sourceIn },
  );
}
