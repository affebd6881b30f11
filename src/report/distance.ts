import { digits } from "../core/amount-text.js";
import type { Unit } from "../core/unit.js";
import type { Baseline } from "../platform/baseline.js";
import {
  type SysctlValue,
  valueOfText,
  valueText,
} from "../settings/sysctl/value.js";
import type { Distance } from "./types.js";

/** From 1 below a factor of 2 to 5 from 256 on. */
const BOUNDS = [1, 2, 4, 8] as const;

/** Whose numbers stand for something else, so that none is a multiple of another. */
const names: ReadonlySet<Unit> = new Set(["switch", "choice", "mask", "port"]);

const UNKNOWN: Distance = { direction: "unknown", step: 0, text: "" };

/** Compares a value with what the node has without the spec. Of several fields, the one that differs most counts. */
export function distanceFrom(
  baseline: Pick<Baseline, "value" | "sure"> | undefined,
  value: SysctlValue,
  unit: Unit | undefined,
): Distance {
  if (baseline?.value === undefined) return UNKNOWN;
  const before = valueOfText(baseline.value);
  const likely = baseline.sure ? "" : "likely ";
  if (valueText(before) === valueText(value))
    return {
      direction: "same",
      step: 0,
      text: `${likely}default`,
    };
  const ratio =
    unit !== undefined && names.has(unit) ? undefined : ratioOf(before, value);
  if (ratio === undefined) {
    const { value: text } = baseline;
    const was = text === "" ? "empty" : text;
    return was.length > 12
      ? { direction: "other", step: 0, text: "differs" }
      : { direction: "other", step: 0, text: `${likely}was ${was}` };
  }
  const far = Math.abs(Math.log2(ratio));
  return {
    direction: ratio > 1 ? "up" : "down",
    step: 1 + BOUNDS.filter((bound) => far >= bound).length,
    text: `${baseline.sure ? "" : "≈ "}${ratio > 1 ? `×${factor(ratio)}` : `÷${factor(1 / ratio)}`}`,
  };
}

/** The largest factor between two fields in the same place; undefined where a scale says nothing, as from 0 to 1. */
function ratioOf(before: SysctlValue, after: SysctlValue): number | undefined {
  if (before.type === "text" || after.type === "text") return undefined;
  if (before.fields.length !== after.fields.length) return undefined;
  let farthest: number | undefined;
  for (const [at, now] of after.fields.entries()) {
    const was = before.fields[at] ?? 0n;
    if (was === now) continue;
    if (was <= 0n || now <= 0n) return undefined;
    const ratio = Number(now) / Number(was);
    if (
      farthest === undefined ||
      Math.abs(Math.log2(ratio)) > Math.abs(Math.log2(farthest))
    )
      farthest = ratio;
  }
  return farthest;
}

/** `1.5`, `4`, `1,024`: enough to compare at a glance. */
function factor(ratio: number): string {
  if (ratio >= 1e12) return ratio.toExponential(0);
  if (ratio >= 10) return digits(BigInt(Math.round(ratio)));
  const rounded = Math.round(ratio * 10) / 10;
  return rounded === 1 ? ratio.toFixed(3) : String(rounded);
}
