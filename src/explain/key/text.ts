import { whenRemoved } from "../../catalogue/lookup.js";
import type { Unit } from "../../core/unit.js";
import { defaultLines } from "./default-text.js";
import type { Accepted, KeyCard, Lifetime } from "./card.js";
import { interfaceWords } from "./interface-words.js";
import { kernelWords } from "./kernels.js";
import { specLines } from "./in-spec-text.js";
import { kindWords } from "./kind-words.js";
import { field, indented, listed, type Paint, WIDTH, wrap } from "../layout.js";
import { figure } from "../quantities.js";
import { sourcePages } from "./source-pages.js";
import { podWords, reachWords } from "./reach-words.js";
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
  { where, source, certainty }: NonNullable<KeyExplanation["elsewhere"]>,
  paint: Paint,
): readonly string[] {
  const words = `No measured kernel has this key. It exists ${where}.`;
  return [
    ...indented(wrap(words, WIDTH - 2), 2),
    "",
    ...field(
      "source",
      certainty === "read" ? source : `${source} (not read in source)`,
      paint,
    ),
  ];
}

function cardLines(
  { key, advice, writers, rules }: KeyExplanation,
  card: KeyCard,
  paint: Paint,
): readonly string[] {
  const { kind, unit, lifetime, source } = card;
  const names = kind.type === "vector" ? kind.fields : [];
  const { kernels } = lifetime;
  return [
    ...(card.summary === undefined
      ? []
      : indented(wrap(card.summary, WIDTH - 2), 2)),
    "",
    ...field("advice", advice?.text, paint),
    ...field("effect", effectWords(key, card), paint),
    ...field("value", kindWords(card), paint),
    ...field(
      "one way",
      card.oneWay && `${card.oneWay} cannot be taken back before the next boot`,
      paint,
    ),
    ...field("if empty", card.empty, paint),
    ...field("range", acceptedWords(card, names, kernels), paint),
    ...defaultLines(card.defaults, unit, names, paint),
    ...field("scope", scopeWords(key, card), paint),
    ...(card.reach.every(({ value }) => value.scope === "read-only")
      ? []
      : field("pods", podWords(card.pods), paint)),
    ...field(
      "module",
      card.module && `${card.module}: the key exists only while it is loaded`,
      paint,
    ),
    ...field("kernels", lifetimeWords(lifetime), paint),
    ...field(
      "set by",
      writers.map(({ who, does }) => `${who} ${does}`).join("; "),
      paint,
    ),
    ...field("rules", rulesWords(rules), paint),
    ...field("source", sourcePages([source, advice?.source]).join(", "), paint),
  ];
}

/** Names the rules that are about the key, with how to read on. */
function rulesWords(rules: KeyExplanation["rules"]): string {
  const [first] = rules;
  return first === undefined
    ? ""
    : `${rules.map(({ name }) => name).join(", ")} (\`tunegen explain ${first.name}\`)`;
}

/** Says why a write has no effect, and from which kernel on, or what it does to interfaces. */
function effectWords(
  key: string,
  { noEffect, interfaces }: KeyCard,
): string | undefined {
  if (noEffect === undefined)
    return interfaces && interfaceWords(key, interfaces);
  const { what, since } = noEffect;
  const from = since === undefined ? "" : ` from Linux ${since} on`;
  return `none${from}: ${what}`;
}

/** One range if the kernels agree, otherwise each range with its kernels. */
function acceptedWords(
  { accepts, unit }: KeyCard,
  names: readonly string[],
  all: readonly string[],
): string {
  return accepts
    .map(({ kernels, value }) => {
      const text = rangesText(value, names, unit);
      return accepts.length === 1
        ? text
        : `${text} ${kernelWords(kernels, all)}`;
    })
    .join("; ");
}

function rangesText(
  ranges: Accepted,
  names: readonly string[],
  unit: Unit | undefined,
): string {
  const texts = ranges.map((range) => {
    if (range === undefined) return "depends on other settings";
    const { min, max } = range;
    const text = `${figure(String(min), unit)} to ${figure(String(max), unit)}`;
    return min < 0n && max >= 2147483647n ? `any integer (${text})` : text;
  });
  const [first = ""] = texts;
  if (texts.length === 1) return first;
  if (texts.every((text) => text === first)) return `each ${first}`;
  return [...new Set(texts)]
    .map((text) => {
      const alike = names.filter((_, at) => texts[at] === text);
      return `${listed(alike)} ${text}`;
    })
    .join(", ");
}

function scopeWords(key: string, { reach, lifetime }: KeyCard): string {
  // Inheritance was not measured on every kernel; a scope without it is not a different scope.
  const known = reach.filter(
    ({ value }) =>
      value.inherited !== undefined ||
      !reach.some(
        (other) =>
          other.value.inherited !== undefined &&
          other.value.scope === value.scope,
      ),
  );
  const all = lifetime.kernels;
  return known
    .map(({ kernels, value }) =>
      known.length === 1
        ? reachWords(key, value)
        : `${kernelWords(kernels, all)}, ${reachWords(key, value)}`,
    )
    .join("; ");
}

function lifetimeWords({ kernels, notIn, goneBy, arch }: Lifetime): string {
  const [first = "", last = ""] = [kernels[0], kernels.at(-1)];
  const where = arch === undefined ? [] : [`${arch} only`];
  const absent = [notIn, goneBy]
    .filter((kernel) => kernel !== undefined)
    .map((kernel) => `not in ${kernel}`);
  const span = first === last ? first : `${first} to ${last}`;
  // The other kernels were not measured on arm64.
  const isAll = absent.length === 0 && arch !== "arm64";
  const notes = [...(isAll ? ["all measured kernels"] : absent), ...where];
  return notes.length === 0 ? span : `${span} (${notes.join(", ")})`;
}
