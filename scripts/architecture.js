// The rooms of src/ and what they import: for the lint rule on imports, the tests, and the picture in docs/architecture.md.
import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import ts from "typescript";

/** From the ground up: a room imports only from rooms above it in this list. A name with `.ts` is a room of one file. */
export const rooms = [
  "core",
  "encode",
  "catalogue",
  "platform",
  "settings",
  "signals",
  "live",
  "language",
  "plan",
  "memory",
  "risk",
  "rules",
  "targets",
  "compile.ts",
  "output",
  "explain",
  "verify",
  "diff",
  "report",
  "rollback",
  "upgrade",
  "import",
  "cli",
  "index.ts",
];

const src = new URL("../src/", import.meta.url);

/** @param {string} path of a file below src/ */
export function roomOf(path) {
  return /** @type {string} */ (path.split("/")[0]);
}

/**
 * What each file below src/ imports from other files there: values, types, and what is loaded late.
 *
 * @returns {ReadonlyMap<string, readonly string[]>} paths below src/, with forward slashes
 */
export function importsByFile() {
  const files = readdirSync(src, { encoding: "utf8", recursive: true })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"))
    .sort();
  return new Map(files.map((path) => [path, importsOf(path)]));
}

/** @param {string} path */
function importsOf(path) {
  const text = readFileSync(new URL(path, src), "utf8");
  return ts
    .preProcessFile(text)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith(".") && name.endsWith(".js"))
    .map((name) => posix.join(posix.dirname(path), name))
    .map((imported) => imported.replace(/\.js$/u, ".ts"));
}

/**
 * Groups of files that import each other, directly or through others.
 *
 * @param {ReadonlyMap<string, readonly string[]>} imports
 * @returns {readonly (readonly string[])[]}
 */
export function cycles(imports) {
  const reached = new Map(
    [...imports.keys()].map((path) => [path, reachableFrom(path, imports)]),
  );
  const inCycles = [...reached].filter(([path, others]) => others.has(path));
  const groups = inCycles.map(([path, others]) =>
    [...others].filter((other) => reached.get(other)?.has(path)).sort(),
  );
  return [...new Map(groups.map((group) => [group.join(" "), group])).values()];
}

/**
 * Draws an arrow for each import between rooms, but for those that follow from others.
 *
 * @param {ReadonlyMap<string, readonly string[]>} imports
 * @returns {string} a Mermaid flowchart
 */
function picture(imports) {
  const arrows = importsByRoom(imports);
  const lines = [...rooms].reverse().flatMap((room) => {
    const direct = [...(arrows.get(room) ?? [])];
    const needed = direct.filter(
      (to) =>
        !direct.some((via) => via !== to && reachableFrom(via, arrows).has(to)),
    );
    return [...rooms]
      .reverse()
      .filter((to) => needed.includes(to))
      .map((to) => `  ${room} --> ${to}`);
  });
  return ["flowchart TD", ...lines].join("\n");
}

/**
 * Puts the picture of today's imports into a document.
 *
 * @param {string} document Markdown with one Mermaid block
 * @param {ReadonlyMap<string, readonly string[]>} imports
 */
export function withPicture(document, imports) {
  return document.replace(
    /(?<=^```mermaid\n).*?(?=\n```$)/msu,
    picture(imports),
  );
}

/**
 * @param {ReadonlyMap<string, readonly string[]>} imports
 * @returns {ReadonlyMap<string, readonly string[]>}
 */
function importsByRoom(imports) {
  return new Map(
    rooms.map((room) => {
      const imported = [...imports]
        .filter(([path]) => roomOf(path) === room)
        .flatMap(([, paths]) => paths.map(roomOf))
        .filter((other) => other !== room);
      return [room, [...new Set(imported)]];
    }),
  );
}

/**
 * @param {string} start
 * @param {ReadonlyMap<string, readonly string[]>} arrows
 * @returns {ReadonlySet<string>} what can be reached by one arrow or more
 */
function reachableFrom(start, arrows) {
  /** @type {Set<string>} */
  const seen = new Set();
  const open = [...(arrows.get(start) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(arrows.get(next) ?? []));
  }
  return seen;
}
