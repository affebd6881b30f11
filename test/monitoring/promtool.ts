import type { Run } from "../support/programs.js";

/** promtool at some version, and how a test with it is declared. */
export interface Promtool {
  readonly run: (args: readonly string[]) => Run;
  readonly test: (name: string, fn: () => void) => void;
}
