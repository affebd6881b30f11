import type { CompileResult } from "../../../src/index.js";

/** What the tooltip of a key says. */
export interface KeyHint {
  readonly key: string;
  readonly summary: string | undefined;
  readonly facts: readonly { readonly label: string; readonly words: string }[];
  /** Relative to the root of the site; undefined where it has no page. */
  readonly page: string | undefined;
}

/** A part of a JSON Schema, as far as completion reads it. */
export interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** What the script with the compiler gives to that with the editor. */
export interface Compiler {
  readonly compile: (spec: string) => CompileResult;
  readonly schema: () => Schema;
  readonly hintOf: (word: string) => KeyHint | undefined;
  /** The page about a rule or an error code. */
  readonly pageOf: (code: string) => string;
}

declare global {
  /** Set by the script with the compiler, which then sends the event `tunegen`. */
  var tunegenCompiler: Compiler | undefined;
}
