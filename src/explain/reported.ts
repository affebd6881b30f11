import type { Diagnostic } from "../core/diagnostic.js";
import type { Code } from "../rules/codes.js";

/** The diagnostics of a spec, whether or not it can be built. */
export interface Reported {
  /** The path of the spec as the user wrote it. */
  readonly name: string;
  readonly diagnostics: readonly Diagnostic<Code>[];
}
