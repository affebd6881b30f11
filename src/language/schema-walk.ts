import type * as z from "zod/mini";
import { isVersion } from "../core/schema.js";
import type { Path } from "../core/tree.js";

/** What the language allows at a place, for messages. */
export interface Fields {
  /** The field names of the mappings that are allowed there. */
  readonly names: ReadonlySet<string>;
  /** In words: `a mapping, a list or text`. */
  readonly wanted: string;
  readonly wantsVersion: boolean;
}

/** Returns what a schema allows at a path, following every branch of its unions. */
export function fieldsAt(schema: z.ZodMiniType, path: Path): Fields {
  let schemas: readonly z.core.$ZodType[] = alternatives(schema);
  for (const step of path)
    schemas = schemas
      .flatMap((each) => below(each, step))
      .flatMap(alternatives);
  const names = new Set(schemas.flatMap((each) => Object.keys(shapeOf(each))));
  const words = [
    ...new Set(schemas.map(inWords).filter((word) => word !== "")),
  ];
  const last = words.pop();
  const wanted =
    words.length === 0 ? (last ?? "") : `${words.join(", ")} or ${last ?? ""}`;
  return { names, wanted, wantsVersion: schemas.some(isVersion) };
}

function definition(schema: z.core.$ZodType): z.core.$ZodTypes["_zod"]["def"] {
  // Zod distinguishes its types by `def`; every schema is one of `$ZodTypes`.
  return (schema as z.core.$ZodTypes)._zod.def;
}

function alternatives(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  const def = definition(schema);
  switch (def.type) {
    case "union":
      return def.options.flatMap(alternatives);
    case "optional":
    case "nullable":
    case "default":
      return alternatives(def.innerType);
    case "lazy":
      return alternatives(def.getter());
    default:
      return [schema];
  }
}

function shapeOf(
  schema: z.core.$ZodType,
): Readonly<Record<string, z.core.$ZodType>> {
  const def = definition(schema);
  return def.type === "object" ? def.shape : {};
}

function below(
  schema: z.core.$ZodType,
  step: PropertyKey,
): readonly z.core.$ZodType[] {
  const def = definition(schema);
  if (def.type === "record") return [def.valueType];
  if (def.type === "array" && typeof step === "number") return [def.element];
  const field = typeof step === "string" ? shapeOf(schema)[step] : undefined;
  return field === undefined ? [] : [field];
}

function inWords(schema: z.core.$ZodType): string {
  const def = definition(schema);
  switch (def.type) {
    case "string":
      return "text";
    case "number":
    case "bigint":
      return "a number";
    case "boolean":
      return "true or false";
    case "array":
      return "a list";
    case "null":
      return "null";
    case "enum":
      return Object.keys(def.entries)
        .map((name) => `\`${name}\``)
        .join(", ");
    case "record":
      return "a mapping";
    case "object":
      return `a mapping of ${Object.keys(def.shape)
        .map((name) => `\`${name}\``)
        .join(", ")}`;
    default:
      return "";
  }
}
