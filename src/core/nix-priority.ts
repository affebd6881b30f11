import * as z from "zod/mini";
import { definition, described, optional, strictObject } from "./schema.js";
import type { Span } from "./source.js";
import type { Tree } from "./tree.js";

/** The schema of a priority of definitions in NixOS modules. */
export const nixPriority = z.int().check(z.gte(0), z.lte(10_000));

/** What a priority means, for the schema and the documentation. */
export const nixPriorityHelp =
  "The priority of sysctls, as in lib.mkOverride: 100 is a plain definition, 1000 is mkDefault, 50 is mkForce";

/** The field of profiles, roles, hosts and settings that sets the priority of sysctls in NixOS modules. */
export const nixosField = {
  nixos: definition(
    "nixos",
    described(
      optional(
        strictObject({
          priority: described(optional(nixPriority), nixPriorityHelp),
        }),
      ),
      "How NixOS modules define these sysctls",
    ),
  ),
};

/** A priority of the spec. */
export interface NixPriority {
  readonly number: number;
  readonly span: Span;
}

/** Reads the field `nixos` of a tree that has passed the schema. */
export function readNixPriority({ entries }: Tree): NixPriority | undefined {
  const priority = entries?.get("nixos")?.value.entries?.get("priority")?.value;
  const number = Number(priority?.data);
  return priority === undefined || Number.isNaN(number)
    ? undefined
    : { number, span: priority.span };
}
