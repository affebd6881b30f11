import type { Part } from "../core/written.js";
import type { Amount } from "../core/quantity.js";
import type { Span } from "../core/source.js";

/** A number of a value, with its place. */
export interface PlacedAmount {
  readonly amount: Amount;
  readonly span: Span;
}

/** A value that fits its key's kind; what it comes to depends on the node. */
export type TypedValue =
  | { readonly form: "kernel" }
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

/** A number that a value comes to on a node, with the place it was written at. */
export interface PlacedNumber {
  readonly number: bigint;
  readonly span: Span;
}
