import { partOf } from "../core/reasons.js";
import type { Tree } from "../core/tree.js";
import type { Part } from "../core/written.js";
import type { WrittenValue } from "./model.js";

/** The form of a sysctl's value; what it means for its key is not looked at here. */
export function readValue(tree: Tree): WrittenValue {
  const { data, entries } = tree;
  if (data === null) return { form: "kernel" };
  const floor = entries?.get("atLeast")?.value;
  if (floor !== undefined) return { form: "floor", ...partsOf(floor) };
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
  return { form: "exact", ...partsOf(tree) };
}

function partsOf(tree: Tree): {
  readonly parts: readonly Part[];
  readonly list: boolean;
} {
  return tree.items === undefined
    ? { parts: [partOf(tree)], list: false }
    : { parts: tree.items.map(partOf), list: true };
}
