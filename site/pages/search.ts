import type { KeyExplanation } from "../../src/explain/types.js";
import { platformSections } from "../../src/platform/docs.js";
import type { SearchRow } from "../shared/search-document.js";
import type { CodePage } from "./codes.js";
import type { DocumentPage } from "./documents.js";
import type { SiteFile } from "./layout.js";
import { paths } from "./links.js";
import { synonyms } from "./synonyms.js";

/** Lists what the search finds: keys, codes, platforms, documents and their headings. */
export function searchRows(
  keys: readonly KeyExplanation[],
  codes: readonly CodePage[],
  documents: readonly DocumentPage[],
): readonly SearchRow[] {
  const also = alsoByPage();
  const row = (
    kind: SearchRow[0],
    title: string,
    path: string,
    text: string,
  ): SearchRow => [kind, title, path, plain(text), also.get(path) ?? ""];
  return [
    ...keys.map((key) =>
      row("key", key.key, paths.key(key.key), searchText(key)),
    ),
    ...codes.map(({ of, name, summary }) =>
      row(
        of,
        name,
        of === "rule" ? paths.rule(name) : paths.code(name),
        summary,
      ),
    ),
    row("rule", "Rules", "rules/index.html", "All findings of lint"),
    ...platformSections().map(({ name, label }) =>
      row("platform", label, paths.platform(name), "kernels, sysctls at boot"),
    ),
    ...documents.flatMap(({ path, title, description, headings }) => [
      row("document", title, path, description),
      ...headings
        .filter(({ level }) => level > 1)
        .map(({ text, anchor }) =>
          row("document", text, `${path}#${anchor}`, `in ${title}`),
        ),
    ]),
  ];
}

function searchText({ catalogue, removed, elsewhere }: KeyExplanation): string {
  return catalogue?.summary ?? removed?.why ?? elsewhere?.where ?? "";
}

function alsoByPage(): ReadonlyMap<string, string> {
  const also = new Map<string, string>();
  for (const { words, pages } of synonyms)
    for (const page of pages)
      also.set(page, [also.get(page) ?? "", words].join(" ").trim());
  return also;
}

function plain(text: string): string {
  return text.replaceAll("`", "");
}

/** Makes the script with what the search finds: pages open from a disk, where no script may read a file. */
export function searchScript(rows: readonly SearchRow[]): SiteFile {
  return {
    path: "search-data.js",
    text: `globalThis.tunegenSearch=[\n${rows.map(scriptOf).join(",\n")}\n];\n`,
  };
}

function scriptOf(row: SearchRow): string {
  return JSON.stringify(row).replaceAll("<", "\\u003c");
}
