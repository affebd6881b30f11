import type { Unit } from "../../core/unit.js";
import type { Accepted, KeyCard, Lifetime } from "./card.js";
import { defaultWords } from "./default-text.js";
import { interfaceWords } from "./interface-words.js";
import { kernelWords } from "./kernels.js";
import { kindWords } from "./kind-words.js";
import { listed } from "../layout.js";
import { figure } from "../quantities.js";
import { riskWords } from "../../risk/classes.js";
import { sourcePages } from "./source-pages.js";
import { podWords, reachWords } from "./reach-words.js";
import type { KeyExplanation } from "../types.js";

/** One line of the explanation of a key. */
export interface KeyField {
  /** `advice`, `value`, `range` and so on, in the order of the explanation. */
  readonly label: string;
  readonly words: string;
}

/**
 * Describes the facts about a key in words, one field for each; what is not known is left out. The default is in one line
 * here: who has room for a table makes it of `card.defaults`.
 */
export function keyFields(
  {
    key,
    advice,
    takesEffect,
    writers,
    rules,
  }: Pick<
    KeyExplanation,
    "key" | "advice" | "takesEffect" | "writers" | "rules"
  >,
  card: KeyCard,
): readonly KeyField[] {
  const { kind, unit, lifetime, source } = card;
  const names = kind.type === "vector" ? kind.fields : [];
  const { kernels } = lifetime;
  const isReadOnly = card.reach.every(
    ({ value }) => value.scope === "read-only",
  );
  const fields: readonly (readonly [string, string | undefined])[] = [
    ["advice", advice?.text],
    ["effect", effectWords(key, card)],
    ["value", kindWords(card)],
    [
      "one way",
      card.oneWay && `${card.oneWay} cannot be taken back before the next boot`,
    ],
    ["if empty", card.empty],
    ["range", acceptedWords(card, names, kernels)],
    ["default", defaultWords(card.defaults, unit)],
    ["applies", takesEffect && riskWords(takesEffect)],
    ["scope", scopeWords(key, card)],
    ["pods", isReadOnly ? undefined : podWords(card.pods)],
    [
      "module",
      card.module && `${card.module}: the key exists only while it is loaded`,
    ],
    ["kernels", lifetimeWords(lifetime)],
    ["set by", writers.map(({ who, does }) => `${who} ${does}`).join("; ")],
    ["rules", rulesWords(rules)],
    ["source", sourcePages([source, advice?.source]).join(", ")],
  ];
  return fields.flatMap(([label, words]) =>
    words === undefined || words === "" ? [] : [{ label, words }],
  );
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
