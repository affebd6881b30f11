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

/** What the tooltip of a key says. */
export interface KeyHint {
  readonly summary?: string | undefined;
  readonly facts: readonly (readonly [label: string, words: string])[];
}

/** What completion and tooltips read. */
export interface AssistData {
  readonly schema: Schema;
  /** By the id of the key; `*` stands for the name of a network interface. */
  readonly hints: Readonly<Record<string, KeyHint>>;
}

/** The id under which the hint of a key of a network interface is. */
export function anyInterface(segments: readonly string[]): string {
  return segments.map((name, at) => (at === 3 ? "*" : name)).join(".");
}
