import { parse, stringify } from "yaml";
import { jsonSchema } from "../../src/index.js";
import type { Random } from "../import/census/random.js";
import { nasty } from "../encode/nasty.js";

type Schema = Readonly<Record<string, unknown>>;

const root = jsonSchema() as Schema;
const definitions = asSchema(root["$defs"]);

function asSchema(value: unknown): Schema {
  return typeof value === "object" && value !== null ? (value as Schema) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Names of this kind are defined and referred to; texts of the other kinds are values. */
const names = ["a", "b", "web", "db00"];
const texts = [
  ..."10 64MiB 30s 1.5h madvise all spread 0-3 eth0 node net.core.* containerd unlimited 1.31 6.1 talos nixos linux k3s 2M".split(
    " ",
  ),
  ...names,
];

/** Returns a schema with its references and `allOf` resolved into it. */
function resolved(schema: Schema): Schema {
  const { $ref, allOf, ...own } = schema;
  const parts = [
    ...(typeof $ref === "string"
      ? [asSchema(definitions[$ref.replace("#/$defs/", "")])]
      : []),
    ...listOf(allOf).map(asSchema),
  ];
  return parts.reduce<Schema>((sum, part) => {
    const one = resolved(part);
    return {
      ...one,
      ...sum,
      properties: {
        ...asSchema(one["properties"]),
        ...asSchema(sum["properties"]),
      },
      required: [...listOf(one["required"]), ...listOf(sum["required"])],
    };
  }, own);
}

/** Draws a value that a schema describes, and now and then one that it does not. */
function valueOf(written: unknown, random: Random, depth = 0): unknown {
  const schema = resolved(asSchema(written));
  if (random.chance(1))
    return random.pick<unknown>([
      null,
      [],
      {},
      0,
      "",
      true,
      random.pick(nasty),
    ]);
  const choices = [...listOf(schema["anyOf"]), ...listOf(schema["oneOf"])];
  if (choices.length > 0) return valueOf(random.pick(choices), random, depth);
  if ("const" in schema) return schema["const"];
  const allowed = listOf(schema["enum"]);
  if (allowed.length > 0) return random.pick(allowed);
  const type = schema["type"];
  switch (Array.isArray(type) ? random.pick(listOf(type)) : type) {
    case "string":
      return stringOf(schema, random);
    case "integer":
    case "number":
      return numberOf(schema, random);
    case "boolean":
      return random.chance(50);
    case "null":
      return null;
    case "array":
      return arrayOf(schema, random, depth);
    case "object":
      return objectOf(schema, random, depth);
    default:
      return Object.keys(asSchema(schema["properties"])).length > 0
        ? objectOf(schema, random, depth)
        : random.pick<unknown>([random.number(4096), random.pick(texts)]);
  }
}

function stringOf({ examples }: Schema, random: Random): unknown {
  if (random.chance(3)) return random.pick(nasty);
  return random.pick([...listOf(examples), ...texts]);
}

function numberOf({ minimum, maximum }: Schema, random: Random): number {
  const low = typeof minimum === "number" ? minimum : 0;
  const high = typeof maximum === "number" ? maximum : 65_536;
  if (random.chance(10)) return random.pick([low, high, low - 1, 0.5, 2 ** 53]);
  return low + random.number(Math.max(1, Math.min(high - low + 1, 2 ** 31)));
}

function arrayOf(schema: Schema, random: Random, depth: number): unknown[] {
  const first = listOf(schema["prefixItems"]);
  if (first.length > 0)
    return first.map((each) => valueOf(each, random, depth + 1));
  const least = Number(schema["minItems"] ?? 0);
  const most = Number(schema["maxItems"] ?? 3);
  const length = Math.min(most, least + random.number(3));
  return Array.from({ length }, () =>
    valueOf(schema["items"], random, depth + 1),
  );
}

function objectOf(schema: Schema, random: Random, depth: number): object {
  const properties = asSchema(schema["properties"]);
  const required = listOf(schema["required"]).map(String);
  const most = depth > 6 ? 1 : 4;
  const chosen = new Set([
    ...required,
    ...random.some(Object.keys(properties), most),
  ]);
  const entries = [...chosen].map((name): [string, unknown] => [
    name,
    valueOf(properties[name], random, depth + 1),
  ]);
  const others = schema["additionalProperties"];
  if (typeof others === "object")
    for (const name of random.some(namesOf(schema), 2))
      entries.push([name, valueOf(others, random, depth + 1)]);
  return Object.fromEntries(entries);
}

function namesOf(schema: Schema): readonly string[] {
  const allowed = listOf(asSchema(schema["propertyNames"])["enum"]);
  return allowed.length > 0
    ? allowed.map(String)
    : [...names, "x y", "__proto__"];
}

/** Draws a spec that the JSON Schema describes. */
export function schemaSpec(random: Random): string {
  const roles = valueOf(asSchema(root["properties"])["roles"], random);
  return stringify({
    version: 1,
    roles,
    ...(Object(valueOf(root, random)) as object),
  });
}

/** Returns a spec with one of its parts replaced by one of the same schema. */
export function grafted(text: string, random: Random): string {
  const data: unknown = parse(text, { merge: true });
  graft(data, root, random);
  return stringify(data);
}

function graft(data: unknown, written: Schema, random: Random): void {
  if (typeof data !== "object" || data === null) return;
  const schema = resolved(written);
  const isList = Array.isArray(data);
  const properties = asSchema(schema["properties"]);
  const known = Object.keys(data);
  const name =
    random.chance(30) && !isList
      ? random.pick([...Object.keys(properties), ...known])
      : known.length > 0
        ? random.pick(known)
        : undefined;
  if (name === undefined) return;
  const below = asSchema(
    isList
      ? schema["items"]
      : (properties[name] ?? schema["additionalProperties"]),
  );
  const old: unknown = Reflect.get(data, name);
  if (typeof old === "object" && old !== null && random.chance(80))
    graft(old, below, random);
  else Reflect.set(data, name, valueOf(below, random, 3));
}
