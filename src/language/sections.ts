import * as z from "zod/mini";
import { definition, optional } from "../core/schema.js";
import type { Owner } from "../core/written.js";
import { kinds } from "../settings/registry.js";

/** Adds the sections of all kinds of settings that are allowed at a place to the schema of that place. */
export function withSections<Shape extends z.core.$ZodShape>(
  place: Owner["kind"],
  shape: Shape,
): z.ZodMiniObject<Shape, z.core.$strict> {
  const sections = Object.values(kinds)
    .filter(({ places }) => places.includes(place))
    .map(({ section, schema, required }) => {
      // `options` are short, and those of a mount only.
      const named =
        section === "options" ? schema : definition(section, schema);
      return [section, required === true ? named : optional(named)];
    });
  return z.strictObject({ ...shape, ...Object.fromEntries(sections) });
}
