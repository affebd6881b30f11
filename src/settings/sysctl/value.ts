import type { Part } from "../../core/written.js";
import { onceFor } from "../../core/once-for.js";
import type { Amount } from "../../core/quantity.js";
import type { Span } from "../../core/source.js";

/** A number of a value, with its place. */
export interface PlacedAmount {
  readonly amount: Amount;
  readonly span: Span;
}

/** A value of the spec that fits its key's kind; the result depends on the node. */
export type WrittenValue =
  | {
      readonly form: "exact" | "floor";
      readonly fields: readonly Amount[];
      /** The place of each field; undefined where the one field is all of the setting's value. */
      readonly spans: readonly Span[] | undefined;
    }
  | { readonly form: "text"; readonly text: string }
  | { readonly form: "list"; readonly items: readonly string[] }
  | {
      readonly form: "scaled";
      readonly per: "cpu" | "GiB";
      /** The factor: `32768`, `0.5` or `64KiB`. */
      readonly amount: Part;
      readonly min: PlacedAmount | undefined;
      readonly max: PlacedAmount | undefined;
    };

/** A value as the kernel reads it. */
export type SysctlValue =
  | { readonly type: "integers"; readonly fields: readonly bigint[] }
  | { readonly type: "text"; readonly text: string };

/** Makes the value of one number that is all that is written: one for all places where the same is written. */
export const aloneOf = onceFor((amount: Amount): WrittenValue => ({
  form: "exact",
  fields: [amount],
  spans: undefined,
}));

/** Writes a value as the kernel reads it: fields with spaces between. */
export const valueText = onceFor((value: SysctlValue): string =>
  value.type === "text" ? value.text : value.fields.join(" "),
);

/** Cache: the hosts of a large spec have the same few values. */
const numbers = new Map<string, SysctlValue>();

/** Makes the value of some numbers; the same numbers are the same object. */
export function integersOf(fields: readonly bigint[]): SysctlValue {
  const text = fields.join(" ");
  const known = numbers.get(text);
  if (known !== undefined) return known;
  const value = { type: "integers", fields } as const;
  numbers.set(text, value);
  return value;
}

/** Reads a value as the kernel prints it. */
export function valueOfText(text: string): SysctlValue {
  return /^-?[0-9]+(?:\s+-?[0-9]+)*$/u.test(text)
    ? { type: "integers", fields: text.split(/\s+/u).map(BigInt) }
    : { type: "text", text };
}
