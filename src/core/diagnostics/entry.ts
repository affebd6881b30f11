import type { Severity } from "../severity.js";

/** What is known of a code that tunegen prints in brackets, where it is not a rule's. */
export interface CodeEntry {
  /** The severity that a diagnostic of this code has, unless its reporter lowers it. */
  readonly severity: Severity;
  /** What is wrong, in one line without a full stop. */
  readonly summary: string;
}

/** The codes of one concept, by name. */
export type Codes = Readonly<Record<string, CodeEntry>>;
