import type { Severity } from "../severity.js";
import type { Example, FailingExample, Situation } from "./example.js";

/** What `explain` and the documentation say of a code: a function, since other commands would load it for nothing. */
interface PageBase {
  /** What triggers it, why that matters and what to do: one paragraph of plain Markdown. */
  readonly explanation: string;
}

/** What is known of a code that tunegen prints in brackets, where it is not a rule's. */
interface EntryBase {
  /** The severity that a diagnostic of this code has, unless its reporter lowers it. */
  readonly severity: Severity;
  /** What is wrong, in one line without a full stop. */
  readonly summary: string;
  /** Set where `accept` beside a setting accepts it, although it is not a rule. */
  readonly acceptable?: true;
}

/** A code that a spec can have. */
export interface SpecCodeEntry extends EntryBase {
  readonly page: () => PageBase & {
    readonly failing: FailingExample;
    readonly passing: Example;
  };
}

/** A code about the disk or the command line. */
export interface SituationCodeEntry extends EntryBase {
  readonly page: () => PageBase & { readonly situation: Situation };
}

export type CodeEntry = SpecCodeEntry | SituationCodeEntry;

/** The codes of one concept, by name. */
export type Codes = Readonly<Record<string, CodeEntry>>;
