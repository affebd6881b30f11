import type { Fact, FactFiles } from "../core/fact.js";
import { keysOf } from "../core/keys-of.js";
import { partOf } from "../core/reasons.js";
import type { Reporter } from "../core/report.js";
import type { Span } from "../core/source.js";
import {
  type FactPlaces,
  statedFacts,
  type StatedFacts,
} from "../platform/facts.js";
import type { NodeData } from "./schema.js";
import type { Tree } from "../core/tree.js";

type FactName = keyof StatedFacts;

/** Reads the files that facts name, and reports an error of the path at a place. */
export type FactFilesAt = (place: Span) => FactFiles;

/** The facts as the reader sees them: each with its type in the spec and its value. */
const table: {
  readonly [Name in FactName]: Pick<
    Fact<NonNullable<NodeData[Name]>, StatedFacts[Name]>,
    "read"
  >;
} = statedFacts;

/** Reads a `node:` mapping. `data` has passed the schema; `tree` has the places of the same values. */
export function readFacts(
  tree: Tree | undefined,
  data: NodeData | undefined,
  reporter: Reporter,
  filesAt: FactFilesAt,
): StatedFacts {
  if (tree === undefined || data === undefined) return {};
  const facts: {
    -readonly [Name in keyof StatedFacts]: StatedFacts[Name];
  } = {};
  const read = <Name extends FactName>(
    name: Name,
    written: NodeData[Name],
  ): void => {
    const value = tree.entries?.get(name)?.value;
    if (written === undefined || value === undefined) return;
    const { raw, span } = partOf(value);
    const fact: StatedFacts[Name] = table[name].read(
      written,
      raw,
      ({ message, code = "wrong-unit", instead, ...more }) => {
        reporter.error(code, span, message, {
          ...more,
          ...(instead !== undefined && { fix: [{ span, text: instead }] }),
        });
      },
      filesAt(span),
    );
    if (fact !== undefined) facts[name] = fact;
  };
  for (const name of keysOf(table)) read(name, data[name]);
  return facts;
}

/** Returns the places of the facts' values in a `node:` mapping. */
export function factPlaces(tree: Tree | undefined): FactPlaces {
  const places: { -readonly [Name in keyof FactPlaces]: FactPlaces[Name] } = {};
  for (const name of keysOf(table)) {
    const value = tree?.entries?.get(name)?.value;
    if (value !== undefined) places[name] = value.span;
  }
  return places;
}
