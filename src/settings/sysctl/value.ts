import type { Part } from "../../core/written.js";
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
      readonly fields: readonly PlacedAmount[];
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

/** Writes a value as the kernel reads it: fields with spaces between. */
export function valueText(value: SysctlValue): string {
  return value.type === "text" ? value.text : value.fields.join(" ");
}

/** Reads a value as the kernel prints it. */
export function valueOfText(text: string): SysctlValue {
  return /^-?[0-9]+(?:\s+-?[0-9]+)*$/u.test(text)
    ? { type: "integers", fields: text.split(/\s+/u).map(BigInt) }
    : { type: "text", text };
}
