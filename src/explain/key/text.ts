import type { ElsewhereKey } from "../../catalogue/elsewhere.js";
import { whenRemoved } from "../../catalogue/lookup.js";
import { defaultLines } from "./default-text.js";
import type { KeyCard } from "./card.js";
import { keyFields } from "./fields.js";
import { specLines } from "./in-spec-text.js";
import { field, indented, type Paint, WIDTH, wrap } from "../layout.js";
import type { KeyExplanation } from "../types.js";

/** Formats the explanation of a key: the kernel's facts, then what the spec does with it. */
export function keyText(key: KeyExplanation, paint: Paint): string {
  const { catalogue, removed, elsewhere, spec } = key;
  const lines = [
    paint.bold(key.key),
    ...(catalogue !== undefined
      ? cardLines(key, catalogue, paint)
      : removed !== undefined
        ? removedLines(removed, paint)
        : elsewhere !== undefined
          ? elsewhereLines(elsewhere, paint)
          : indented(["No measured kernel has this key."], 2)),
    ...(spec === undefined ? [] : ["", ...specLines(spec, paint)]),
  ];
  return `${lines.join("\n")}\n`;
}

function removedLines(
  { why, instead, source, ...when }: NonNullable<KeyExplanation["removed"]>,
  paint: Paint,
): readonly string[] {
  return [
    ...indented(wrap(`Removed ${whenRemoved(when)}. ${why}.`, WIDTH - 2), 2),
    "",
    ...field("instead", instead ?? "no replacement", paint),
    ...field("source", source, paint),
  ];
}

function elsewhereLines(
  elsewhere: ElsewhereKey,
  paint: Paint,
): readonly string[] {
  return [
    ...indented(wrap(elsewhereWords(elsewhere), WIDTH - 2), 2),
    "",
    ...field("source", elsewhereSource(elsewhere), paint),
  ];
}

/** Says where a key exists that no measured kernel has. */
export function elsewhereWords({ where }: ElsewhereKey): string {
  return `No measured kernel has this key. It exists ${where}.`;
}

/** Says where that was read, and whether it was read in the source. */
export function elsewhereSource({ source, certainty }: ElsewhereKey): string {
  return certainty === "read" ? source : `${source} (not read in source)`;
}

function cardLines(
  key: KeyExplanation,
  card: KeyCard,
  paint: Paint,
): readonly string[] {
  const { summary, kind, unit, defaults } = card;
  const names = kind.type === "vector" ? kind.fields : [];
  return [
    ...(summary === undefined ? [] : indented(wrap(summary, WIDTH - 2), 2)),
    "",
    ...keyFields(key, card).flatMap(({ label, words }) =>
      label === "default"
        ? defaultLines(defaults, unit, names, paint)
        : field(label, words, paint),
    ),
  ];
}
