import type { CompileResult, Finding } from "../../../src/index.js";
import type { PartName } from "./parts.js";

/** What the script with the compiler gives to the page. */
export interface Compiler {
  readonly compile: (spec: string) => {
    readonly result: CompileResult;
    /** The parts without which the result may lack findings. */
    readonly missed: readonly PartName[];
  };
  /** The page about a rule or an error code. */
  readonly pageOf: (code: string) => string;
}

/** Where a spec is written: a text area, until the editor takes its place. */
export interface Surface {
  readonly text: () => string;
  /** Shows another spec; that is not a change of the user's. */
  readonly replace: (spec: string) => void;
  /** Marks the places of findings. */
  readonly mark: (findings: readonly Finding[]) => void;
  readonly goTo: (finding: Finding) => void;
}

/** What the page gives to the script with the editor. */
export interface Playground {
  /** Puts another surface in the place of the present one. */
  readonly use: (surface: Surface) => void;
  /** To be called when the user changes the spec. */
  readonly changed: () => void;
}

declare global {
  /** Set by the script with the compiler, which then sends the event `tunegen`. */
  var tunegenCompiler: Compiler | undefined;
  /** Set by playground-examples.js, in the order in which the page lists them. */
  var tunegenExamples: readonly string[] | undefined;
  /** Set by the script of the page. */
  var tunegenPlayground: Playground | undefined;
}
