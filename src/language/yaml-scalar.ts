import { CST, isScalar, type ScalarTag, Schema } from "yaml";
import {
  Irregular,
  type WrittenBlock,
  type WrittenScalar,
} from "./yaml-tokens.js";

/** What plain scalars may be other than texts: the core schema of YAML 1.2. */
const plainTags: readonly ScalarTag[] = new Schema({ schema: "core" }).tags
  .filter((tag): tag is ScalarTag => tag.collection === undefined)
  .filter((tag) => tag.default === true && tag.test !== undefined);

/** Returns the text of a scalar: without its quotes and escapes, and on one line. */
export function scalarText({ isQuoted, start, source }: WrittenScalar): string {
  if (!isQuoted && !source.includes("\n")) return source;
  const quote = source[0];
  const inner = source.slice(1, -1);
  if (isQuoted && !inner.includes(quote === "'" ? "'" : "\\")) return inner;
  const type = isQuoted
    ? quote === "'"
      ? "single-quoted-scalar"
      : "double-quoted-scalar"
    : "scalar";
  return resolve({ type, offset: start, indent: 0, source });
}

/** Returns the text of a block scalar in a block at a column. */
export function blockText(
  { start, header, lines }: WrittenBlock,
  column: number,
): string {
  const [indicator = ""] = /^[|>][-+]?/u.exec(header) ?? [];
  const props: readonly Pick<CST.SourceToken, "type" | "source">[] = [
    { type: "block-scalar-header", source: indicator },
    { type: "newline", source: header.slice(indicator.length) },
  ];
  return resolve({
    type: "block-scalar",
    offset: start,
    indent: column,
    props: props.map((prop) => ({ ...prop, offset: start, indent: column })),
    source: lines,
  });
}

function resolve(scalar: CST.FlowScalar | CST.BlockScalar): string {
  return CST.resolveAsScalar(scalar, true, () => {
    throw new Irregular();
  }).value;
}

/** A decimal number of few enough digits for a number to hold exactly: nearly every value of a large spec. */
const shortInteger = /^(?:0|[1-9][0-9]{0,14})$/u;

/** What a plain scalar that is not a text begins with; an empty one is null. */
const mayBeOther = /^(?:[-+.0-9~nNtTfF]|$)/u;

/** Returns what a plain scalar stands for: a text, an integer, a number, true, false or null. */
export function plainValue(text: string): unknown {
  if (shortInteger.test(text)) return Number(text);
  if (!mayBeOther.test(text)) return text;
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
