import type { Risk } from "../classes.js";

/** When keys of sysctl take effect, where that is not at once, or not for everything. */
export interface KeyEffect {
  readonly keys: readonly string[];
  readonly risk: Risk;
  /** What is special about them, as sentences. */
  readonly note?: string;
  /** The file of the kernel, and the function to look for. */
  readonly source: string;
}
