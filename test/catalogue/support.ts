import { readFileSync } from "node:fs";
import { buildById } from "../../src/catalogue/builds/find.js";
import type { KernelBuild } from "../../src/core/kernel-build.js";
import { findKey } from "../../src/catalogue/lookup.js";
import type { KeyFacts } from "../../src/catalogue/types.js";
import { isKey, parseKey, type SysctlKey } from "../../src/core/key.js";

export const GiB = 1073741824n;

export function key(text: string): SysctlKey {
  const parsed = parseKey(text);
  if (!isKey(parsed)) throw new Error(`${text} ${parsed.fault}`);
  return parsed;
}

/** The facts about a key that has to be in the catalogue. */
export function facts(text: string): KeyFacts {
  const found = findKey(key(text));
  if (!found) throw new Error(`${text} is not in the catalogue`);
  return found;
}

/** A kernel build that has to be in the table. */
export function build(id: string): KernelBuild {
  const found = buildById(id);
  if (!found) throw new Error(`no build ${id}`);
  return found;
}

/** A file in catalogue/. */
export function catalogueFile(path: string): string {
  return readFileSync(
    new URL(`../../catalogue/${path}`, import.meta.url),
    "utf8",
  );
}

/** The measured rows, read on their own account and not by the compiler. */
export function measuredRows(): readonly Readonly<Record<string, string>>[] {
  const [head = "", ...lines] = catalogueFile("measured/catalogue.tsv")
    .trimEnd()
    .split("\n");
  const names = head.split("\t");
  return lines.map((line) => {
    const cells = line.split("\t");
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""]));
  });
}
