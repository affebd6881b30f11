import { partOf } from "../../core/reasons.js";
import type { Tree } from "../../core/tree.js";
import type { Part } from "../../core/written.js";

/** A value before its key is looked up: its unit and type are not known yet. */
export type WrittenForm =
  | {
      readonly form: "exact" | "floor";
      readonly parts: readonly Part[];
      readonly list: boolean;
    }
  | {
      readonly form: "scaled";
      readonly per: "cpu" | "GiB";
      readonly amount: Part;
      readonly min: Part | undefined;
      readonly max: Part | undefined;
    };

/** Reads the form of a sysctl's value. Undefined for `null`, which keeps the kernel's value. */
export function readForm(tree: Tree): WrittenForm | undefined {
  const { data, entries } = tree;
  if (data === null) return undefined;
  const floor = entries?.get("atLeast")?.value;
  if (floor !== undefined) return partsOf("floor", floor);
  const perCpu = entries?.get("perCpu")?.value;
  const perGiB = entries?.get("perGiB")?.value;
  const amount = perCpu ?? perGiB;
  if (amount !== undefined) {
    const min = entries?.get("min")?.value;
    const max = entries?.get("max")?.value;
    return {
      form: "scaled",
      per: perCpu === undefined ? "GiB" : "cpu",
      amount: partOf(amount),
      min: min && partOf(min),
      max: max && partOf(max),
    };
  }
  return partsOf("exact", tree);
}

function partsOf(form: "exact" | "floor", tree: Tree): WrittenForm {
  const { items } = tree;
  return items === undefined
    ? { form, parts: [partOf(tree)], list: false }
    : { form, parts: items.map(partOf), list: true };
}
