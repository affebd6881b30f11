import type { Schema } from "../../shared/assist-data.js";

/** What may be written at a place. */
export interface Offer {
  readonly name: string;
  readonly description: string | undefined;
}

/** Lists the schemas that a place of the spec may have. */
export function schemasAt(
  root: Schema,
  path: readonly string[],
): readonly Schema[] {
  return path.reduce<readonly Schema[]>(
    (schemas, name) =>
      schemas
        .flatMap((schema) => below(schema, name))
        .flatMap((schema) => alternatives(schema, root)),
    alternatives(root, root),
  );
}

function below(schema: Schema, name: string): readonly Schema[] {
  if (name === "-") return schemas(schema.items);
  const { properties = {}, patternProperties = {} } = schema;
  const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (own !== undefined) return [own];
  const byPattern = Object.entries(patternProperties).find(([pattern]) =>
    new RegExp(pattern, "u").test(name),
  );
  return byPattern === undefined
    ? schemas(schema.additionalProperties)
    : [byPattern[1]];
}

function schemas(schema: Schema | boolean | undefined): readonly Schema[] {
  return typeof schema === "object" ? [schema] : [];
}

/** The schema itself and what it may be instead, without references. */
function alternatives(schema: Schema, root: Schema): readonly Schema[] {
  const { $ref, anyOf = [], oneOf = [], allOf = [] } = schema;
  const name = $ref?.replace("#/$defs/", "");
  const referred = name === undefined ? undefined : root.$defs?.[name];
  return [
    schema,
    ...[
      ...(referred === undefined ? [] : [referred]),
      ...anyOf,
      ...oneOf,
      ...allOf,
    ].flatMap((each) => alternatives(each, root)),
  ];
}

/** Lists the fields that may be written at a place. */
export function fieldsAt(
  root: Schema,
  path: readonly string[],
): readonly Offer[] {
  const offers = new Map<string, Offer>();
  for (const { properties = {} } of schemasAt(root, path))
    for (const [name, schema] of Object.entries(properties))
      if (!offers.has(name))
        offers.set(name, { name, description: describe(schema, root) });
  return [...offers.values()];
}

/** Lists the values that may be written at a place, as far as the schema names them. */
export function valuesAt(
  root: Schema,
  path: readonly string[],
): readonly Offer[] {
  const names = schemasAt(root, path).flatMap((schema) => [
    ...(schema.enum ?? []),
    ...(schema.const === undefined ? [] : [schema.const]),
    ...(schema.type === "boolean" ? [true, false] : []),
  ]);
  return [...new Set(names)]
    .filter((name) => name !== null && typeof name !== "object")
    .map((name) => ({ name: String(name), description: undefined }));
}

/** Describes what a place is for. */
export function descriptionAt(
  root: Schema,
  path: readonly string[],
): string | undefined {
  return schemasAt(root, path).find(
    ({ description }) => description !== undefined,
  )?.description;
}

function describe(schema: Schema, root: Schema): string | undefined {
  return alternatives(schema, root).find(
    ({ description }) => description !== undefined,
  )?.description;
}
