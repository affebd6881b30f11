import { amountTexts } from "../core/amount-text.js";
import type { Baseline } from "../platform/baseline.js";
import type { NodePlan } from "../plan/types.js";
import type { Sysctl } from "../settings/sysctl/index.js";
import {
  type SysctlValue,
  valueOfText,
  valueText,
} from "../settings/sysctl/value.js";
import type { Section } from "./sections.js";

/** What becomes of a line whose default changes. */
export interface Move {
  readonly section: Extract<Section, "default" | "moved">;
  readonly message: string;
  readonly why?: string;
}

/** Tells how the default of a key changes, and what that makes of its line; undefined where it is not known to change. */
export function moveOf(
  before: Sysctl,
  after: Sysctl,
  { facts }: NodePlan,
): Move | undefined {
  const [old, now] = [before.baseline, after.baseline];
  // What is no more than another guess at the same value, or was not known, is no change.
  if (old?.value === undefined || old.value === now?.value) return undefined;
  const { id, value, left } = after;
  const name = `\`${id}\``;
  if (now?.value === undefined)
    return {
      section: "moved",
      message: `the default of ${name} is not known any more: it was ${old.value}${by(old)}`,
      ...(now?.note !== undefined && { why: now.note }),
    };
  const [was, is] = words(old.value, now.value, after, facts);
  if (!now.sure)
    return {
      section: "moved",
      message: `the default of ${name} probably changes from ${was}${by(old)} to ${is}${by(now)}`,
      ...(now.note !== undefined && { why: now.note }),
    };
  const change = `${was}${by(old)} to ${is}${by(now)}`;
  const unsure =
    old.sure || old.note === undefined
      ? {}
      : { why: `before, it was not certain: ${old.note}` };
  if (value === undefined)
    return left === "floor" && before.value !== undefined
      ? {
          section: "default",
          message: `the default reaches the floor of ${name}: it changes from ${change}`,
          why: "the files no longer set it",
        }
      : {
          section: "moved",
          message: `the default of ${name} changes from ${change}`,
          ...unsure,
        };
  const text = valueText(value);
  if (text === now.value)
    return {
      section: "default",
      message: `${name} becomes the default, which changes from ${change}`,
      ...unsure,
    };
  return {
    section: "moved",
    message:
      old.sure && text === old.value
        ? `${name} is no longer the default, which changes from ${change}`
        : `the default of ${name} changes from ${change}; the line keeps ${written(value, after, facts)}`,
    ...unsure,
  };
}

function by({ by: who }: Baseline): string {
  return who === undefined ? "" : ` that ${who} sets`;
}

/** Both in the same unit, where they are one integer. */
function words(
  was: string,
  is: string,
  { known }: Sysctl,
  facts: NodePlan["facts"],
): readonly [string, string] {
  const [a, b] = [was, is].map((text) => single(valueOfText(text)));
  return a === undefined || b === undefined
    ? [was, is]
    : amountTexts(a, b, known?.unit, facts);
}

function written(
  value: SysctlValue,
  { known }: Sysctl,
  facts: NodePlan["facts"],
): string {
  const number = single(value);
  return number === undefined
    ? valueText(value)
    : amountTexts(number, number, known?.unit, facts)[0];
}

function single(value: SysctlValue): bigint | undefined {
  return value.type === "integers" && value.fields.length === 1
    ? value.fields[0]
    : undefined;
}
