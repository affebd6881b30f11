import type { Span } from "./source.js";

/** The layer that sets a setting. */
export interface Owner {
  readonly kind: "profile" | "role" | "host" | "workload" | "mount" | "spec";
  readonly name: string;
}

/** Where a setting was written, and its owner. */
export interface Origin {
  readonly owner: Owner;
  readonly span: Span;
}

/** A finding that the user accepts, and why. */
export interface Acceptance {
  readonly reason: string;
  readonly span: Span;
  /** The acceptance of the same finding by what is around the place. */
  readonly within?: Acceptance | undefined;
}

/** The reason, references and accepted findings of anything that is written. */
export interface Reasons {
  readonly why: string | undefined;
  readonly refs: readonly string[];
  readonly accept: ReadonlyMap<string, Acceptance>;
}

/** One scalar of a value, as written. */
export interface Part {
  readonly raw: string;
  readonly span: Span;
}

/** A name that refers to something else in the spec. */
export interface Reference {
  readonly name: string;
  readonly span: Span;
}
