import * as z from "zod/mini";

// Compiling a checker for each mapping costs more than it saves on all but the largest specs.
z.config({ jitless: true });

/** The parts of the language that every section may use. */

export const described = <Schema extends z.ZodMiniType>(
  schema: Schema,
  description: string,
): Schema => schema.check(z.describe(description));

export const optional = z.optional;
export const scalar = z.union([z.number(), z.bigint(), z.string()]);
export const version = (): z.ZodMiniString =>
  z
    .string()
    .check(z.regex(/^v?[0-9]+(\.[0-9]+){0,3}([-+.][0-9A-Za-z.+-]*)?$/u));

export const reasons = {
  why: optional(
    described(
      z.string(),
      "The reason; a comment at the end of the line says the same",
    ),
  ),
  refs: optional(
    described(z.array(z.string()), "Where the reason can be read up"),
  ),
  accept: optional(
    described(
      z.record(z.string(), z.string()),
      "Findings that are meant: rule name and the reason for it",
    ),
  ),
};
