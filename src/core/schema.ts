import * as z from "zod/mini";
import { versionPattern } from "./version.js";
import { levels } from "./severity.js";

// Compiling a checker for each mapping costs more than it saves on all but the largest specs.
z.config({ jitless: true });

/** The parts of the language that every section may use. */

/**
 * Describes a schema, in place: the copy that `check(z.describe())` makes takes as long as the schema itself. One that
 * stands in several places is described as a `copyOf` it.
 */
export function described<Schema extends z.ZodMiniType>(
  schema: Schema,
  description: string,
): Schema {
  z.globalRegistry.add(schema, { description });
  return schema;
}

/** Copies a schema, without its description. */
export function copyOf<Schema extends z.ZodMiniType>(schema: Schema): Schema {
  return schema.clone(schema.def);
}

export const optional = z.optional;

/** Schemas without a description of their own, which are made once: a field has its description, `described(optional(text), …)`. */
export const text = z.string();
export const texts = z.array(text);
export const number = z.number();
export const flag = z.boolean();

const nothing = z.never();

/** Makes the schema of a mapping with these fields only. Zod's own makes one of "nothing" for each mapping, too. */
export function strictObject<Shape extends z.core.$ZodShape>(
  shape: Shape,
): z.ZodMiniObject<Shape, z.core.$strict> {
  return new z.ZodMiniObject({
    type: "object",
    shape,
    catchall: nothing,
  }) as z.ZodMiniObject<Shape, z.core.$strict>;
}

/**
 * Makes the schema of a section that few specs have when a spec first has it. A schema takes longer to make than such a
 * section takes to check.
 *
 * @param make Returns a schema of something that has to be there, if the section is
 */
export function onUse<Schema extends z.ZodMiniType>(
  make: () => Schema,
): z.ZodMiniLazy<Schema> {
  let made: Schema | undefined;
  // Explaining an unknown field goes through all of them.
  const schema = z.lazy(() => (made ??= make()));
  // Whoever asks whether the section may be left out would otherwise make it.
  Object.defineProperty(schema._zod, "optin", { value: undefined });
  return schema;
}

const definitions = new WeakMap<z.core.$ZodType, string>();

/** Names a schema that occurs in several places or is large: it becomes a definition of the JSON Schema. */
export function definition<Schema extends z.core.$ZodType>(
  name: string,
  schema: Schema,
): Schema {
  definitions.set(schema, name);
  return schema;
}

/** Returns the name of a schema that is a definition. */
export function definitionName(schema: z.core.$ZodType): string | undefined {
  return definitions.get(schema);
}

/** The fields that whatever has a reason has. */
export const reasonFields = ["why", "refs", "accept"] as const;

const noReasonField = new RegExp(`^(?!(?:${reasonFields.join("|")})$)`, "u");

/** Whether a field is one of those that whatever has a reason has. */
export function isReasonField(name: string): boolean {
  return !noReasonField.test(name);
}

/** A section of settings by name. A reason for the whole section is not a setting of that name. */
export const named = <Value extends z.ZodMiniType>(
  value: Value,
): z.ZodMiniRecord<z.ZodMiniString, Value> =>
  z.record(z.string().check(z.regex(noReasonField)), value);
export const scalar = z.union([number, z.bigint(), text]);
export const version = (): z.ZodMiniString =>
  z.string().check(z.regex(versionPattern));

/** Whether a schema is that of a version, which YAML reads as a number unless it is quoted. */
export function isVersion(schema: z.core.$ZodType): boolean {
  const { checks = [] } = schema._zod.def;
  return checks.some(
    ({ _zod: { def } }) => "pattern" in def && def.pattern === versionPattern,
  );
}

/** The names that may stand there are those of the registries, which lie further up. */
export const accept = definition(
  "accept",
  described(z.record(text, text), "Accepted findings: rule name and reason"),
);

/** The names that may stand there are those of the registries, too. */
export const ruleLevels = described(
  z.record(text, z.enum(levels)),
  "Rules that are switched off, or have another severity, in this spec",
);

export const reasons = {
  why: definition(
    "why",
    described(
      optional(text),
      "The reason; a comment at the end of the line does the same",
    ),
  ),
  refs: definition(
    "refs",
    described(optional(texts), "References for the reason"),
  ),
  accept: optional(accept),
};
