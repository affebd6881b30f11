import type { Meant } from "./settings.js";

/** A file with what its author means. */
export interface Sample {
  readonly name: string;
  readonly text: string;
  /** The sysctls of nodes. */
  readonly meant: readonly Meant[];
  /** How many settings are comments. */
  readonly commentedOut?: number;
  /** Other settings, as `section.name` and their value in JSON. */
  readonly others?: readonly (readonly [path: string, value: string])[];
}
