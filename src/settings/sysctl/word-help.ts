import { dimensionOf, type Unit } from "../../core/unit.js";

/** How a quantity of each dimension is written. */
export const examples: Readonly<Record<"size" | "time" | "number", string>> = {
  number: "",
  size: ", such as 64MiB",
  time: ", such as 30s",
};

/**
 * Says what to write instead of a word such as `yes`. Only switches and choices have a number for it: the 1 of a timeout would be one
 * second.
 */
export function wordHelp(
  word: number,
  key: string,
  unit: Unit | undefined,
): string {
  const dimension = dimensionOf(unit);
  const isChosen =
    dimension === undefined || unit === "switch" || unit === "choice";
  return word === 0 || isChosen
    ? `write ${word}`
    : `write a number for \`${key}\`${examples[dimension]}`;
}
