import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = new URL("../../", import.meta.url).pathname;

/** A page of the documentation. */
export interface Page {
  /** Its path in the repository. */
  readonly path: string;
  readonly text: string;
}

/** Reads one page of the repository. */
export function pageAt(path: string): Page {
  return { path, text: readFileSync(join(root, path), "utf8") };
}

/** Reads every page below docs/, and the README. */
export function allPages(): readonly Page[] {
  const names = readdirSync(join(root, "docs"), {
    recursive: true,
    encoding: "utf8",
  });
  return [
    "README.md",
    ...names
      .filter((name) => name.endsWith(".md"))
      .map((name) => `docs/${name}`)
      .sort(),
  ].map(pageAt);
}

/** Reads the guides: pages whose commands `npm run tutorials` runs, and whose names are checked. */
export function guides(): readonly Page[] {
  return allPages().filter(
    ({ path }) =>
      path.startsWith("docs/how-to/") ||
      [
        "docs/README.md",
        "docs/comparison.md",
        "docs/faq.md",
        "docs/glossary.md",
        "docs/migrate.md",
        "docs/tutorials/first-board.md",
        "docs/why-values-do-not-take-effect.md",
      ].includes(path),
  );
}

/** Returns a page without its fenced blocks. */
export function proseOf({ text }: Page): string {
  return text.replaceAll(/^ *(`{3,})[^]*?^ *\1$/gmu, "");
}
