import type { Span } from "./source.js";

/** Who wrote a setting. */
export interface Owner {
  readonly kind: "profile" | "role" | "host" | "workload" | "spec";
  readonly name: string;
}

/** Where a setting was written, and by whom. */
export interface Origin {
  readonly owner: Owner;
  readonly span: Span;
}

/** A finding that the user means, and why. */
export interface Acceptance {
  readonly reason: string;
  readonly span: Span;
}

/** What may stand beside anything that is written: the reason, where it can be read up, what is meant. */
export interface Reasons {
  readonly why: string | undefined;
  readonly refs: readonly string[];
  readonly accept: ReadonlyMap<string, Acceptance>;
}

/** One scalar of a value, as it was written. */
export interface Part {
  readonly raw: string;
  readonly span: Span;
}

/** A name that refers to something else in the spec. */
export interface Reference {
  readonly name: string;
  readonly span: Span;
}
