import type { KeyFacts, Range } from "../../catalogue/types.js";
import {
  amountHelp,
  type AmountKind,
  amountPattern,
} from "../../core/quantity-pattern.js";
import { dimensionOf } from "../../core/unit.js";

/** A JSON Schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

/** A named part of a JSON Schema. */
export interface Definition {
  readonly name: string;
  readonly schema: Schema;
}

/** Refers to a definition. */
export function reference(name: string): { readonly $ref: string } {
  return { $ref: `#/$defs/${name}` };
}

/*
 * The keywords of a value apply to one type each (`maximum` to numbers, `pattern` to texts, `properties` to mappings)
 * and are not branches of an `anyOf`, so that an editor states what is wrong with a value, and not that no branch fits.
 */

/** A value with a reason, as opposed to a bare value. */
const reasons: Schema = Object.fromEntries(
  ["why", "refs", "accept", "nixos"].map((name) => [name, reference(name)]),
);

const amountKinds: readonly AmountKind[] = ["number", "size", "time"];
const lists = ["ports", "cpus", "words"] as const;

const itemPatterns: Readonly<Record<(typeof lists)[number], string>> = {
  ports: "^[0-9,\\s-]*$",
  cpus: "^[0-9,\\s-]*$",
  words: "^[\\w\\s-]*$",
};

/** Makes what the values of many keys have in common: everything but their ranges. */
export function formDefinitions(): readonly Definition[] {
  return [
    ...amountKinds.flatMap((kind) => [
      { name: `${kind}-amount`, schema: amount(kind) },
      { name: `${kind}-setting`, schema: numberForm(kind) },
      { name: `${kind}-fields`, schema: fieldsForm(kind) },
    ]),
    ...lists.map((of) => ({ name: `${of}-setting`, schema: itemsForm(of) })),
    { name: "text-setting", schema: mapping({ type: textTypes }) },
    {
      name: "any-setting",
      schema: mapping(
        {},
        { atLeast: {}, perCpu: {}, perGiB: {}, min: {}, max: {} },
      ),
    },
  ];
}

const numberTypes = ["integer", "string", "array", "object", "null"];
const listTypes = ["string", "integer", "array", "object", "null"];
const textTypes = ["string", "number", "object", "null"];

/** The values of keys that the catalogue does not have. */
export const anyValue: Schema = {
  type: ["number", "string", "array", "object", "null"],
  ...reference("any-setting"),
};

/** Makes the definition of the values of a key; those of keys with the same form and ranges are the same. */
export function valueDefinition(
  { kind, unit }: Pick<KeyFacts, "kind" | "unit">,
  ranges: readonly (Range | undefined)[],
): Definition {
  const of = dimensionOf(unit) ?? "number";
  switch (kind.type) {
    case "string":
      return value("text", textTypes, "text-setting", {});
    case "list":
      return value(kind.of, listTypes, `${kind.of}-setting`, {});
    case "integer": {
      const name = [of, ...rangeNames(ranges)].join(".");
      return value(name, numberTypes, `${of}-setting`, boundsOf(ranges[0]));
    }
    case "vector": {
      const most = kind.fields.length;
      const least = most - kind.optional;
      const count = least === most ? `${most}` : `${least}-${most}`;
      const name = [`${of}-fields`, count, ...rangeNames(ranges)].join(".");
      const type = least === 1 ? numberTypes : numberTypes.slice(1);
      return value(name, type, `${of}-fields`, {
        pattern: `^\\s*${amountPattern(of)}(?:\\s+${amountPattern(of)}){${least - 1},${most - 1}}\\s*$`,
        patternErrorMessage: `Write ${count} values: ${kind.fields.join(", ")}.`,
        minItems: least,
        maxItems: most,
        ...(ranges.some((range) => range !== undefined) && {
          prefixItems: ranges.map(boundsOf),
        }),
      });
    }
  }
}

/** A bare value, and one in a mapping that gives its reason. */
function value(
  name: string,
  type: readonly string[],
  form: string,
  bounds: Schema,
): Definition {
  const isBounded = Object.keys(bounds).length > 0;
  return {
    name,
    schema: {
      type,
      ...bounds,
      allOf: [
        reference(form),
        ...(isBounded ? [{ properties: { value: bounds } }] : []),
      ],
    },
  };
}

function boundsOf(range: Range | undefined): Schema {
  return range === undefined
    ? {}
    : { minimum: Number(range.min), maximum: Number(range.max) };
}

/** `0..255`; once where all fields have it, and nothing where none is known. */
function rangeNames(ranges: readonly (Range | undefined)[]): readonly string[] {
  const names = ranges.map((range) =>
    range === undefined ? "any" : rangeName(range),
  );
  const [first] = names;
  if (first === undefined || !names.every((name) => name === first))
    return names;
  return first === "any" ? [] : [first];
}

/** The whole of an integer type has its name, others their numbers. */
function rangeName({ min, max }: Range): string {
  const text = `${min}..${max}`;
  return integerTypes[text] ?? text;
}

const integerTypes: Readonly<Record<string, string>> = {
  "-2147483648..2147483647": "int32",
  "0..2147483647": "uint31",
  "0..4294967295": "uint32",
  "0..18446744073709551615": "uint64",
};

function textOf(kind: AmountKind): Schema {
  return {
    pattern: `^\\s*${amountPattern(kind)}\\s*$`,
    patternErrorMessage: amountHelp[kind],
  };
}

function amount(kind: AmountKind): Schema {
  return { type: ["integer", "string"], ...textOf(kind) };
}

function numberForm(kind: AmountKind): Schema {
  const one = {
    ...textOf(kind),
    items: reference(`${kind}-amount`),
    minItems: 1,
    maxItems: 1,
  };
  const factor = {
    type: ["number", "string"],
    pattern: `^(?:[0-9]+\\.[0-9]+|${amountPattern(kind)})$`,
    patternErrorMessage: amountHelp[kind],
  };
  const computed = {
    atLeast: { type: numberTypes.slice(0, 3), ...one },
    perCpu: factor,
    perGiB: factor,
    min: reference(`${kind}-amount`),
    max: reference(`${kind}-amount`),
  };
  const bare = { type: numberTypes, ...one, ...fields(computed) };
  return { ...one, ...mapping(bare, computed) };
}

function fieldsForm(kind: AmountKind): Schema {
  const items = { items: reference(`${kind}-amount`) };
  const floor = {
    atLeast: { type: ["integer", "string", "array"], ...items },
  };
  const bare = { type: numberTypes, ...items, ...fields(floor) };
  return { ...items, ...mapping(bare, floor) };
}

function itemsForm(of: (typeof lists)[number]): Schema {
  const items = {
    pattern: itemPatterns[of],
    items: { type: ["string", "integer"], pattern: itemPatterns[of] },
  };
  return { ...items, ...mapping({ type: listTypes, ...items }) };
}

/** A mapping with the value in its field `value`, or with what it is computed from, which has no reason of its own. */
function mapping(bare: Schema, computed?: Schema): Schema {
  return {
    ...fields({ value: bare, ...reasons, ...computed }),
    ...(computed === undefined
      ? { required: ["value"] }
      : {
          minProperties: 1,
          dependentRequired: Object.fromEntries(
            Object.keys(reasons).map((name) => [name, ["value"]]),
          ),
        }),
  };
}

function fields(properties: Schema): Schema {
  return { properties, additionalProperties: false };
}
