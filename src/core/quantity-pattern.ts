import { sizeUnits, timeUnits } from "./quantity.js";

/** What a text may state: a plain number, or also a size or a time. */
export type AmountKind = "number" | "size" | "time";

const number = "-?(?:0|[1-9][0-9]*)";
const decimal = "[0-9]+(?:\\.[0-9]+)?";

const quantities: Readonly<Record<AmountKind, string>> = {
  number,
  size: `${number}|${decimal}\\s*(?:${sizeUnits.join("|")})`,
  time: `${number}|(?:${decimal} *(?:${timeUnits.join("|")}) *)+`,
};

/** What an editor says of a text that does not match. */
export const amountHelp: Readonly<Record<AmountKind, string>> = {
  number: "Write a plain number in decimal digits.",
  size: `Write a number or a size such as 16MiB (${sizeUnits.join(", ")}).`,
  time: `Write a number or a time such as 30s or 1h30m (${timeUnits.join(", ")}).`,
};

/**
 * Returns a regular expression for texts that `readAmount` accepts, without anchors. It does not count decimal places:
 * `0.3B` matches.
 */
export function amountPattern(kind: AmountKind): string {
  return `(?:${quantities[kind]})`;
}
