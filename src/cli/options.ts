import type { TargetName } from "../targets/types.js";

/** How findings are printed. */
export type Format = "text" | "json" | "github" | "sarif";

/** Options that every command over a spec takes. */
export interface CommonOptions {
  readonly file: string;
  readonly out?: string;
  readonly only?: readonly TargetName[];
  readonly templates?: string;
  readonly maxWarnings?: number;
  readonly format: Format;
  readonly color?: boolean;
}

export interface BuildOptions extends CommonOptions {
  readonly dryRun?: boolean;
  readonly force?: boolean;
}

/** The options of `explain`, which also works without a spec. */
export interface ExplainOptions {
  /** The usual spec where it is there, if left out. */
  readonly file?: string;
  readonly format: "text" | "json";
  readonly color?: boolean;
}
