import { toText } from "../coerce.js";
import type { Evaluation } from "../evaluation.js";
import { compute } from "../operators.js";
import type { Node } from "../syntax.js";
import {
  intValue,
  type Lazy,
  mapPlain,
  textValue,
  type Value,
} from "../value.js";
import { binary, type LibraryFunction, ternary, unary } from "./define.js";

const asText = unary((argument, at, evaluation) =>
  mapPlain(argument, (value) => {
    const text = toText(value);
    if (text !== undefined) return textValue(text);
    const unknown = evaluation.unknown(at);
    return value.kind === "list" ? { ...unknown, parts: value.items } : unknown;
  }),
);

function arithmetic(operator: string): LibraryFunction {
  return binary((first, second, at, evaluation) =>
    onTwo(first, second, at, evaluation, (a, b) => compute(operator, a, b)),
  );
}

function extreme(operator: string): LibraryFunction {
  return binary((first, second, at, evaluation) =>
    onTwo(first, second, at, evaluation, (a, b) => {
      const isFirst = compute(operator, a, b);
      if (isFirst?.kind !== "bool") return undefined;
      return isFirst.value ? a : b;
    }),
  );
}

function bits(combine: (a: bigint, b: bigint) => bigint): LibraryFunction {
  return binary((first, second, at, evaluation) =>
    onTwo(first, second, at, evaluation, (a, b) =>
      a.kind === "int" && b.kind === "int"
        ? intValue(combine(a.value, b.value))
        : undefined,
    ),
  );
}

function rounded(round: (value: number) => number): LibraryFunction {
  return unary((argument, at, evaluation) =>
    mapPlain(argument, (value) => {
      if (value.kind === "int") return value;
      return value.kind === "float" && Number.isFinite(value.value)
        ? intValue(BigInt(round(value.value)))
        : evaluation.unknown(at);
    }),
  );
}

const toInt = unary((argument, at, evaluation) =>
  mapPlain(argument, (value) =>
    value.kind === "text" && /^\s*-?[0-9]{1,30}\s*$/u.test(value.text)
      ? intValue(BigInt(value.text.trim()))
      : evaluation.unknown(at),
  ),
);

const same = unary((argument) => argument.value());

function trimmed(cut: (text: string, part: string) => string): LibraryFunction {
  return binary((part, text, at, evaluation) =>
    onTwo(part, text, at, evaluation, (a, b) =>
      a.kind === "text" && b.kind === "text"
        ? textValue(cut(b.text, a.text))
        : undefined,
    ),
  );
}

/** Functions on numbers and texts. */
export const values = {
  toString: asText,
  floor: rounded(Math.floor),
  ceil: rounded(Math.ceil),
  add: arithmetic("+"),
  sub: arithmetic("-"),
  mul: arithmetic("*"),
  div: arithmetic("/"),
  min: extreme("<="),
  max: extreme(">="),
  bitAnd: bits((a, b) => a & b),
  bitOr: bits((a, b) => a | b),
  bitXor: bits((a, b) => a ^ b),
  toInt,
  toIntBase10: toInt,
  id: same,
  trim: unary((argument, at, evaluation) =>
    mapPlain(argument, (value) =>
      value.kind === "text"
        ? textValue(value.text.trim())
        : evaluation.unknown(at),
    ),
  ),
  escapeShellArg: asText,
  removeSuffix: trimmed((text, part) =>
    part !== "" && text.endsWith(part) ? text.slice(0, -part.length) : text,
  ),
  removePrefix: trimmed((text, part) =>
    text.startsWith(part) ? text.slice(part.length) : text,
  ),
  throwIfNot: ternary((_condition, _message, value) => value.value()),
  seq: binary((_, value) => value.value()),
  trace: binary((_, value) => value.value()),
  warn: binary((_, value) => value.value()),
} satisfies Readonly<Record<string, LibraryFunction>>;

type Argument = Parameters<typeof toText>[0];

function onTwo(
  first: Lazy,
  second: Lazy,
  at: Node,
  evaluation: Evaluation,
  combine: (a: Argument, b: Argument) => Value | undefined,
): Value {
  return mapPlain(first, (a) =>
    mapPlain(second, (b) => combine(a, b) ?? evaluation.unknown(at)),
  );
}
