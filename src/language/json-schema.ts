import * as z from "zod/mini";
import { accept, definitionName, ruleLevels } from "../core/schema.js";
import { levels } from "../core/severity.js";
import type { TargetFacts } from "../core/target.js";
import {
  type Definition,
  reference,
  type Schema,
} from "../settings/sysctl/json-schema.js";
import { specSchema } from "./schema.js";

/** What the schema has from registries that lie further up. */
export interface SchemaParts {
  readonly targets: readonly TargetFacts[];
  /** The names that `accept` allows, each with a summary. */
  readonly acceptable: ReadonlyMap<string, string>;
  /** The names that `rules` allows. */
  readonly adjustable: readonly string[];
  /** The section `sysctl`, with the definitions that it refers to. */
  readonly sysctls: {
    readonly section: Schema;
    readonly definitions: readonly Definition[];
  };
}

/** Marks the parts that become definitions, until they are. */
const NAME = "$comment";

/** Makes the JSON Schema that editors use: draft 2020-12, with named definitions. */
export function jsonSchema({
  targets,
  acceptable,
  adjustable,
  sysctls,
}: SchemaParts): object {
  const schema = z.toJSONSchema(specSchema(targets), {
    // The schema describes what the user writes: a field with a default may be omitted.
    io: "input",
    unrepresentable: "any",
    reused: "inline",
    override({ zodSchema, jsonSchema: made }) {
      if (zodSchema._zod.def.type === "bigint") made.type = "integer";
      if (zodSchema === accept) {
        delete made.propertyNames;
        made.properties = Object.fromEntries(
          [...acceptable].map(([name, description]) => [
            name,
            { type: "string", description },
          ]),
        );
        made.additionalProperties = false;
      }
      if (zodSchema === ruleLevels) {
        // Their descriptions are in `accept`: twice, they would make the schema too large.
        delete made.propertyNames;
        made.properties = Object.fromEntries(
          adjustable.map((rule) => [rule, reference("level")]),
        );
        made.additionalProperties = false;
      }
      const name = definitionName(zodSchema);
      if (name !== undefined) made[NAME] = name;
    },
  });
  const definitions = new Map(
    sysctls.definitions.map(({ name, schema: made }) => [name, made]),
  );
  definitions.set("sysctl", sysctls.section);
  definitions.set("level", { enum: [...levels] });
  const { $schema, ...body } = withReferences(schema, definitions);
  return {
    $schema,
    $id: "urn:tunegen:spec:1",
    title: "tunegen spec",
    description: "Kernel tuning of Kubernetes nodes",
    ...body,
    $defs: Object.fromEntries(
      [...definitions].sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  };
}

/** Moves the marked parts to the definitions, except those that are there already. */
function withReferences(
  part: Schema,
  definitions: Map<string, Schema>,
): Schema {
  return Object.fromEntries(
    Object.entries(part).map(([field, value]) => [
      field,
      referring(value, definitions),
    ]),
  );
}

function referring(value: unknown, definitions: Map<string, Schema>): unknown {
  if (Array.isArray(value))
    return value.map((item) => referring(item, definitions));
  if (!isSchema(value)) return value;
  const { [NAME]: name, ...rest } = value;
  if (typeof name !== "string") return withReferences(value, definitions);
  if (!definitions.has(name))
    definitions.set(name, withReferences(rest, definitions));
  return reference(name);
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null;
}
