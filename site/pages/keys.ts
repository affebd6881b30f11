import { adviceOn } from "../../src/catalogue/advice.js";
import { elsewhereNames } from "../../src/catalogue/elsewhere.js";
import { removed } from "../../src/catalogue/data/removed.js";
import { allKeys, whenRemoved } from "../../src/catalogue/lookup.js";
import { keyOf } from "../../src/core/key.js";
import { bytesInWords } from "../../src/core/unit-words.js";
import { memorySizes } from "../../src/explain/key/default-table.js";
import { defaultRows } from "../../src/explain/key/default-text.js";
import { explainKey } from "../../src/explain/key/explain-key.js";
import { keyFields } from "../../src/explain/key/fields.js";
import { kernelWords } from "../../src/explain/key/kernels.js";
import { sourcePages } from "../../src/explain/key/source-pages.js";
import { elsewhereSource, elsewhereWords } from "../../src/explain/key/text.js";
import { figure } from "../../src/explain/quantities.js";
import type { KeyExplanation } from "../../src/explain/types.js";
import { formulas, uncounted } from "../../src/memory/formulas.js";
import { template } from "../../src/targets/shared/template.js";
import { grouped } from "../shared/grouped.js";
import { specAddress } from "../shared/spec-address.js";
import { spec as keySpec } from "../templates/key.html.hbs";
import type { Content } from "./layout.js";
import { paths } from "./links.js";
import { onPlatforms } from "./platform-nodes.js";
import type { Texts } from "./texts.js";

const keyPage = template<Record<string, unknown>>("site/key", keySpec);

/** Fields that have a section of the page, and no line in its table of facts. */
const apart: ReadonlySet<string> = new Set([
  "advice",
  "default",
  "set by",
  "rules",
  "source",
]);

/** Explains every key that has a page: those of the catalogue, those of other kernels, and removed ones that people still set. */
export function allExplained(): readonly KeyExplanation[] {
  const ids = new Set([
    ...allKeys(),
    ...removed.map(({ id }) => id),
    ...elsewhereNames().flatMap(([name]) => (name.endsWith("*") ? [] : [name])),
  ]);
  return [...ids]
    .sort()
    .map((id) => explainKey(keyOf(id.split(".")), undefined, adviceOn));
}

/** Makes the page of a key. */
export function keyContent(key: KeyExplanation, texts: Texts): Content {
  const { catalogue: card, removed: gone } = key;
  const path = paths.key(key.key);
  const summary = summaryOf(key);
  const line = (text: string) => texts.inline(text, path);
  const example = exampleOf(key);
  return {
    path,
    title: key.key,
    description: summary ?? `What Linux does with the sysctl ${key.key}`,
    section: "keys",
    html: keyPage.render({
      id: key.key,
      file: key.file,
      summary: summary === undefined ? false : line(summary),
      instead: gone?.instead === undefined ? false : line(gone.instead),
      advice: key.advice === undefined ? false : line(key.advice.text),
      facts:
        card === undefined
          ? []
          : keyFields(key, card)
              .filter(({ label }) => !apart.has(label))
              .map(({ label, words }) => ({
                label: label.charAt(0).toUpperCase() + label.slice(1),
                words: line(words),
              })),
      defaults: card === undefined ? false : defaultsView(card, line),
      platforms: card === undefined ? false : platformsView(key.key),
      writers: key.writers.map(({ who, does }) => line(`${who} ${does}`)),
      rules: key.rules.map(({ name, severity, summary: what }) => ({
        name,
        severity,
        summary: line(what),
        address: `../${paths.rule(name)}`,
      })),
      memory: memoryView(key.key, line),
      example: example === false ? false : `../playground.html${example}`,
      sources: sourcePages([
        card?.source,
        key.advice?.source,
        gone?.source,
        key.elsewhere && elsewhereSource(key.elsewhere),
      ]).map((page) => ({ page, isAddress: page.startsWith("https://") })),
    }),
  };
}

/** Says what a key is, or why most kernels do not have it. */
export function summaryOf({
  catalogue,
  removed: gone,
  elsewhere,
}: KeyExplanation): string | undefined {
  if (catalogue !== undefined) return catalogue.summary;
  if (gone !== undefined) return `Removed ${whenRemoved(gone)}. ${gone.why}.`;
  return elsewhere && elsewhereWords(elsewhere);
}

type Card = NonNullable<KeyExplanation["catalogue"]>;
type Line = (text: string) => string;

/** The defaults by kernel and memory. */
function defaultsView({ defaults, kind, unit }: Card, line: Line): unknown {
  const rows = defaultRows(defaults.cells);
  const all = rows.flatMap(({ kernels }) => kernels);
  const byMemory = defaults.cells.some(({ memory }) => memory !== undefined);
  const value = (text: string, about: boolean): string =>
    (about ? "about " : "") + figure(text, unit);
  return {
    note: defaults.note === undefined ? false : line(sentence(defaults.note)),
    fields: kind.type === "vector" ? kind.fields.join(" ") : false,
    hasRows: rows.length > 0,
    sizes: byMemory ? memorySizes.map(bytesInWords) : ["Default"],
    byMemory,
    rows: byMemory
      ? rows.map(({ kernels, cells }) => ({
          kernels: sentence(kernelWords(kernels, all)),
          cells: cells.map((cell) =>
            cell === undefined ? "not known" : value(cell.value, cell.about),
          ),
        }))
      : plainRows(defaults.cells, value),
  };
}

/** One row for each run of kernels with the same default. */
function plainRows(
  cells: Card["defaults"]["cells"],
  value: (text: string, about: boolean) => string,
): unknown {
  const kernels = cells.map(({ kernel }) => kernel);
  const groups = grouped(cells, (cell) => cell.value);
  return [...groups].map(([text, own]) => ({
    kernels:
      groups.size === 1
        ? "All measured kernels that have it"
        : sentence(
            kernelWords(
              own.map(({ kernel }) => kernel),
              kernels,
            ),
          ),
    cells: [value(text, false)],
  }));
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What the platforms have without a spec; those that agree are in one row. */
function platformsView(id: string): unknown {
  const rows = onPlatforms(keyOf(id.split("."))).map((each) => ({
    link: { label: each.label, address: `../${paths.platform(each.name)}` },
    value:
      each.lacks === undefined ? (each.value ?? "not known") : "no such key",
    lacks: each.lacks !== undefined,
    by: each.lacks === undefined ? (each.by ?? "kernel") : "",
    note: each.lacks ?? each.note ?? (each.sure ? "" : "not certain"),
  }));
  const alike = grouped(rows, ({ value, by, note }) =>
    [value, by, note].join("\n"),
  );
  return [...alike.values()].flatMap((own) =>
    own
      .slice(0, 1)
      .map((first) => ({ ...first, platforms: own.map(({ link }) => link) })),
  );
}

function memoryView(id: string, line: Line): unknown {
  const counted = formulas
    .filter(({ keys }) => keys.includes(id))
    .map(({ formula, explanation, kind }) => ({
      kind: kind === "reserved" ? "Reserved" : "Ceiling under load",
      text: line(`${sentence(formula)}. ${explanation}`),
    }));
  const not = uncounted
    .filter(({ keys }) => keys.includes(id))
    .map(({ why }) => ({ kind: "Not counted", text: line(why) }));
  return [...counted, ...not];
}

/** The address part of a spec that sets the key to its default, for the playground; none for a key that is only read. */
function exampleOf({ key, catalogue }: KeyExplanation): string | false {
  if (
    catalogue === undefined ||
    catalogue.reach.every(({ value }) => value.scope === "read-only")
  )
    return false;
  const { kind, defaults } = catalogue;
  const last = defaults.cells.at(-1)?.value ?? "";
  const value =
    kind.type === "vector"
      ? `[${last.replaceAll(" ", ", ")}]`
      : kind.type === "integer"
        ? last || "1"
        : JSON.stringify(last);
  return specAddress(`version: 1
roles:
  worker:
    node: { os: linux, kernel: "6.12" }
    sysctl:
      ${key}: ${value} # Write here why
`);
}
