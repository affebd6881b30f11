import { CST, isScalar, type ScalarTag, Schema } from "yaml";
import { Irregular } from "./yaml-tokens.js";

/** What plain scalars may be other than texts: the core schema of YAML 1.2. */
const plainTags: readonly ScalarTag[] = new Schema({ schema: "core" }).tags
  .filter((tag): tag is ScalarTag => tag.collection === undefined)
  .filter((tag) => tag.default === true && tag.test !== undefined);

/** Resolves quotes, escapes and folded lines. */
export function resolveScalar(scalar: CST.FlowScalar | CST.BlockScalar): {
  readonly value: string;
  readonly range: readonly [number, number, number];
} {
  return CST.resolveAsScalar(scalar, true, () => {
    throw new Irregular();
  });
}

/** Returns what a plain scalar stands for: a text, an integer, a number, true, false or null. */
export function plainValue(text: string): unknown {
  const tag = plainTags.find(({ test }) => test?.test(text) === true);
  if (tag === undefined) return text;
  const value = tag.resolve(
    text,
    () => {
      throw new Irregular();
    },
    { intAsBigInt: true },
  );
  return numberIfSafe(isScalar(value) ? value.value : value);
}

/** Returns an integer as a number, if a number holds it exactly. */
export function numberIfSafe(value: unknown): unknown {
  return typeof value === "bigint" &&
    value >= Number.MIN_SAFE_INTEGER &&
    value <= Number.MAX_SAFE_INTEGER
    ? Number(value)
    : value;
}
