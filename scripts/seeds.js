// The table of docs/seeds.md: what each document has, and where the spec and the output have it.
import { readFileSync } from "node:fs";
import { parse } from "yaml";

/**
 * @typedef {object} Thing
 * @property {string} thing in the words of the document
 * @property {string | readonly string[]} [spec] its paths in tuning.yaml: names with dots between them
 * @property {Readonly<Record<string, string>>} [out] a text in each file, by the file's path below out/
 * @property {string | readonly string[]} [command] what tunegen does for it
 * @property {string} [not] why nothing covers it
 * @property {string} [note]
 */

/** The kinds of things, in the order of the headings. */
export const parts = /** @type {const} */ ([
  "settings",
  "rollout",
  "verification",
  "watching",
  "rollback",
  "references",
]);

/**
 * @typedef {{ document: string; about: string } & Partial<Record<(typeof parts)[number], readonly Thing[]>>} Document
 */

const record = new URL("../docs/seeds.yaml", import.meta.url);

/** Reads the record, docs/seeds.yaml. */
export function documents() {
  /** @type {readonly Document[]} */
  const all = parse(readFileSync(record, "utf8"));
  return all;
}

/**
 * Gives all things of a document.
 *
 * @param {Document} document
 */
export function thingsOf(document) {
  return parts.flatMap((part) => document[part] ?? []);
}

/** Gives the text of docs/seeds.md, before prettier lays it out. */
export function seedsDocs() {
  const all = documents();
  const things = all.flatMap(thingsOf);
  const uncovered = things.filter((thing) => thing.not !== undefined).length;
  return `# The documents behind tuning.yaml

<!-- Generated from docs/seeds.yaml by \`npm run docs\`. Do not edit. -->

This repository's [tuning.yaml](../tuning.yaml) has the tuning of five clusters, each from a document that somebody wrote by hand. These
tables list every concrete thing in them, with its place in the spec and in [out](../out), or what tunegen does for it: ${String(things.length)} things, of
which ${String(uncovered)} are not covered. A test keeps them true.

${all.map(section).join("\n\n")}
`;
}

/** @param {Document} document */
function section(document) {
  const count = thingsOf(document).length;
  const tables = parts.flatMap((part) => {
    const things = document[part];
    return things === undefined ? [] : [table(part, things)];
  });
  return `## ${document.document}

${document.about}. ${String(count)} things.

${tables.join("\n\n")}`;
}

/**
 * @param {string} part
 * @param {readonly Thing[]} things
 */
function table(part, things) {
  const rows = things.map(
    ({ thing, spec, out = {}, command, not, note }) =>
      `| ${[
        thing,
        listed(spec),
        [
          ...Object.entries(out).map(
            ([path, text]) => `[${path}](../out/${path}): \`${text}\``,
          ),
          ...(command === undefined ? [] : [listed(command)]),
          ...(not === undefined ? [] : [`**not covered**: ${not}`]),
          ...(note === undefined ? [] : [note]),
        ].join("; "),
      ]
        .map((cell) => cell.replaceAll("|", "\\|"))
        .join(" | ")} |`,
  );
  return `### ${part[0]?.toUpperCase()}${part.slice(1)}

| thing | spec | output |
| --- | --- | --- |
${rows.join("\n")}`;
}

/** @param {string | readonly string[] | undefined} names */
function listed(names) {
  return [names ?? []]
    .flat()
    .map((name) => `\`${name}\``)
    .join(", ");
}
