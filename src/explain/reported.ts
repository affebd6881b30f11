import type { Diagnostic } from "../core/diagnostic.js";
import type { Code } from "../rules/codes.js";

/** What was reported for a spec, be it one that cannot be built. */
export interface Reported {
  /** The spec, as the user names it. */
  readonly name: string;
  readonly diagnostics: readonly Diagnostic<Code>[];
}
