import { isMap, isScalar, parseDocument, type YAMLMap } from "yaml";
import type { Draft } from "./draft.js";
import { sectionTexts } from "./write.js";
import type { Source } from "../../core/source.js";
import { MOST_LEVELS, tooDeepAt } from "../../core/yaml-nesting.js";

/** Why a draft cannot be added to a spec, as a clause, and what to do. */
export interface InsertFault {
  readonly fault: string;
  readonly help: string;
}

/** The spec with what was added. */
export interface Inserted {
  readonly text: string;
}

/**
 * Adds the layers of a draft to the text of a spec, each at the end of its section. Nothing that the spec has is
 * changed.
 */
export function insertInto(spec: Source, draft: Draft): Inserted | InsertFault {
  if (tooDeepAt(spec.text) !== undefined)
    return {
      fault: `${spec.name} is nested more than ${MOST_LEVELS} levels deep`,
      help: "check that it is a spec",
    };
  const document = parseDocument(spec.text);
  const root = document.contents;
  const [broken] = document.errors;
  if (broken !== undefined || !isMap(root))
    return {
      fault: `${spec.name} is not a spec: ${broken?.message.split("\n")[0] ?? "it has no fields"}`,
      help: "mend it first, or write the import to a file of its own with -o",
    };
  const additions: Addition[] = [];
  for (const { section, entries } of sectionTexts(withOwnFacts(draft))) {
    const place = placeOf(spec, root, section);
    if (place === undefined)
      return {
        fault: `\`${section}\` of ${spec.name} is not a block with one entry a line`,
        help: `write \`${section}:\` with its entries below it, and import again`,
      };
    const taken = entries.find(({ name }) => place.names.has(name));
    if (taken !== undefined)
      return {
        fault: `${spec.name} already has \`${section}.${taken.name}\``,
        help: "name another role with --role NAME=PATH, or remove the entry from the spec",
      };
    const lines = entries.flatMap((entry) => entry.lines);
    const heading = place.isNew ? `\n${section}:\n` : "";
    additions.push({
      at: place.at,
      text: `\n${heading}${indented(lines, place.indent)}`,
    });
  }
  return { text: withAdditions(spec.text, additions) };
}

interface Addition {
  readonly at: number;
  readonly text: string;
}

/** Where the entries of a section are added. */
interface SectionPlace {
  readonly at: number;
  readonly indent: number;
  readonly isNew: boolean;
  readonly names: ReadonlySet<string>;
}

function placeOf(
  spec: Source,
  root: YAMLMap,
  section: string,
): SectionPlace | undefined {
  const { text } = spec;
  const pair = root.items.find(
    ({ key }) => isScalar(key) && key.value === section,
  );
  if (pair === undefined)
    return {
      at: contentEnd(text, text.length),
      indent: 2,
      isNew: true,
      names: new Set(),
    };
  const map = pair.value;
  if (!isMap(map) || map.flow === true || map.range == null) return undefined;
  const [first] = map.items;
  const start = isScalar(first?.key) ? first.key.range?.[0] : undefined;
  if (start === undefined) return undefined;
  return {
    at: contentEnd(text, map.range[1]),
    indent: start - (text.lastIndexOf("\n", start - 1) + 1),
    isNew: false,
    names: new Set(
      map.items.map(({ key }) => (isScalar(key) ? String(key.value) : "")),
    ),
  };
}

/** Facts that all new roles share are written in each: the spec has its own at the top. */
function withOwnFacts(draft: Draft): Draft {
  return {
    ...draft,
    facts: new Map(),
    roles: draft.roles.map((role) => ({
      ...role,
      facts: new Map([...draft.facts, ...role.facts]),
    })),
  };
}

/** The end of the last line before a place that has something on it. */
function contentEnd(text: string, before: number): number {
  return text.slice(0, before).trimEnd().length;
}

function indented(lines: readonly string[], by: number): string {
  const space = " ".repeat(by);
  return lines.map((line) => (line === "" ? "" : space + line)).join("\n");
}

function withAdditions(text: string, additions: readonly Addition[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { at, text: added } of [...additions].sort(
    (a, b) => a.at - b.at,
  )) {
    pieces.push(text.slice(from, at), added);
    from = at;
  }
  return `${pieces.join("")}${text.slice(from).trimEnd()}\n`;
}
