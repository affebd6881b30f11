import { descriptionOf } from "../catalogue/descriptions.js";
import { amountText, digits } from "../core/amount-text.js";
import type { Unit } from "../core/unit.js";
import { reachWords, podWords } from "../explain/key/reach-words.js";
import { keyCard, type KeyCard } from "../explain/key/card.js";
import { costWords, type MemoryOfNode } from "../explain/memory.js";
import { ownedPlace } from "../explain/places.js";
import { figure, valueWords, withWords } from "../explain/quantities.js";
import type { KeyFacts } from "../catalogue/types.js";
import type { NodeFacts } from "../core/facts.js";
import type { WrittenNode } from "../core/platform.js";
import type { NodePlan } from "../plan/types.js";
import { isReset, writersOn } from "../platform/writers.js";
import type { Sysctl } from "../settings/sysctl/index.js";
import { type SysctlValue, valueText } from "../settings/sysctl/value.js";
import { distanceFrom } from "./distance.js";
import type { Known } from "./known/known-part.js";
import { effectOf } from "./effect.js";
import { reasonsOf } from "./reasons.js";
import type { Detail, Distance, Mark } from "./types.js";

/** A node, and what is looked up once for all of its settings. */
export interface NodeContext {
  readonly node: NodePlan;
  readonly written: WrittenNode;
  readonly memory: MemoryOfNode | undefined;
  readonly known: Known;
}

/** Longer texts are cut in a cell. */
const LONGEST = 28;

/** What a cell of the matrix shows for a sysctl. */
export function sysctlText(
  { value, known }: Sysctl,
  { node: { facts }, known: { facts: hasFacts } }: NodeContext,
): string {
  if (value === undefined) return "default";
  return shortValue(value, hasFacts ? known?.unit : undefined, facts);
}

/** Tells what there is to know of a sysctl on a node. */
export function sysctlDetail(sysctl: Sysctl, context: NodeContext): Detail {
  const { node, written, memory } = context;
  const { facts: hasFacts, writers: hasWriters } = context.known;
  const { id, value, known, baseline, origin, from } = sysctl;
  const text = value && valueText(value);
  const card = known && cardOf(known);
  const reach = card?.reach.at(-1)?.value;
  return {
    name: id,
    value:
      text === undefined
        ? undefined
        : hasFacts
          ? withWords(text, valueWords(text, known?.unit, node.facts))
          : text,
    summary: descriptionOf(id)?.summary,
    distance: sysctlDistance(sysctl, hasFacts),
    marks: marksOf(sysctl, hasWriters ? written : undefined),
    standard:
      hasFacts && baseline !== undefined
        ? standardText(baseline, known?.unit, node.facts)
        : undefined,
    ...reasonsOf(sysctl, node),
    place: ownedPlace(origin),
    overrode: sysctl.overrode.map(ownedPlace),
    joined: from.filter((each) => each !== origin).map(ownedPlace),
    because: (sysctl.because ?? []).map(
      (cause) => `for ${cause.id}: ${cause.note}`,
    ),
    writers: hasWriters
      ? writersOn(id, written).map(({ who, does }) => `${who} ${does}`)
      : [],
    memory: memoryWords(id, memory),
    scope: reach && reachWords(id, reach),
    pods: card && podWords(card.pods),
    effect: hasFacts
      ? effectOf("sysctl", { id, value: text }, node)
      : undefined,
  };
}

/** What a setting costs on a node in memory; nothing where that is not known. */
export function memoryWords(
  id: string,
  memory: MemoryOfNode | undefined,
): readonly string[] {
  return (memory?.costs ?? [])
    .filter((cost) => cost.id === id)
    .map((cost) => costWords(cost, memory?.of));
}

function sysctlDistance(
  { value, baseline, known }: Sysctl,
  hasFacts: boolean,
): Distance {
  return value === undefined
    ? { direction: "same", step: 0, text: "" }
    : distanceFrom(hasFacts ? baseline : undefined, value, known?.unit);
}

/** @param written undefined if it is not known who writes the sysctls of the node */
function marksOf(
  sysctl: Sysctl,
  written: WrittenNode | undefined,
): readonly Mark[] {
  const { id, value, left, isFloor, because, overrode } = sysctl;
  const marks: readonly (readonly [Mark, boolean])[] = [
    ["derived", (because ?? []).length > 0],
    ["overrides", overrode.length > 0],
    ["floor", isFloor === true || left === "floor"],
    ["kept", left === "kernel"],
    [
      "reset",
      value !== undefined &&
        written !== undefined &&
        isReset(id, valueText(value), written),
    ],
  ];
  return marks.flatMap(([mark, has]) => (has ? [mark] : []));
}

/** `131072 (128 KiB), set by Talos`. */
function standardText(
  { value, sure, by, note }: NonNullable<Sysctl["baseline"]>,
  unit: Unit | undefined,
  facts: NodeFacts,
): string | undefined {
  const whose = by === undefined ? `the kernel's default` : `set by ${by}`;
  if (value === undefined)
    return (
      note ??
      (by === undefined
        ? undefined
        : `set by ${by}, to a value that is not known`)
    );
  const about = sure ? "" : "about ";
  const open = sure || note === undefined ? "" : `; ${note}`;
  return `${about}${figure(value, unit, facts)}: ${whose}${open}`;
}

/** `16 MiB`, `4 KiB, 85.3 KiB, 16 MiB`, `262,144`. */
function shortValue(
  value: SysctlValue,
  unit: Unit | undefined,
  facts: NodeFacts,
): string {
  const write = (field: bigint): string =>
    unit === undefined ? digits(field) : amountText(field, unit, facts);
  const text =
    value.type === "text"
      ? value.text || "empty"
      : value.fields.map(write).join(value.fields.length > 2 ? " · " : " – ");
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

const cards = new WeakMap<KeyFacts, KeyCard>();

function cardOf(known: KeyFacts): KeyCard {
  const card = cards.get(known) ?? keyCard(known);
  cards.set(known, card);
  return card;
}
