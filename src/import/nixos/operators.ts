import { inString } from "./coerce.js";
import type { Node } from "./syntax.js";
import {
  boolValue,
  intValue,
  type Plain,
  textValue,
  type Value,
} from "./value.js";

/** How strongly an operator binds, and whether from the right. Source: Nix manual 2.31, "Operators". */
const operators: Readonly<
  Record<string, { readonly level: number; readonly isRight?: true }>
> = {
  "?": { level: 10 },
  "++": { level: 9, isRight: true },
  "*": { level: 8 },
  "/": { level: 8 },
  "+": { level: 7 },
  "-": { level: 7 },
  "//": { level: 6, isRight: true },
  "<": { level: 5 },
  "<=": { level: 5 },
  ">": { level: 5 },
  ">=": { level: 5 },
  "==": { level: 4 },
  "!=": { level: 4 },
  "&&": { level: 3 },
  "||": { level: 2 },
  "->": { level: 1, isRight: true },
};

/** An operand, or an operation on two. */
export type Operation =
  | Node
  | {
      readonly operator: string;
      readonly left: Operation;
      readonly right: Operation;
    };

export function isNode(operation: Operation): operation is Node {
  return "from" in operation;
}

/**
 * Builds the operations of an expression with Nix' precedence. The grammar's own tree has `a - b + c` as `a - (b + c)`.
 * Undefined for one that has more than a thousand.
 */
export function operationOf(node: Node, masked: string): Operation | undefined {
  const parts = inOrder(node, masked);
  if (parts === undefined) return undefined;
  const operands: Operation[] = [];
  const waiting: string[] = [];
  const reduce = () => {
    const operator = waiting.pop();
    const right = operands.pop();
    const left = operands.pop();
    if (operator !== undefined && left !== undefined && right !== undefined)
      operands.push({ operator, left, right });
  };
  for (const part of parts) {
    if (typeof part !== "string") {
      operands.push(part);
      continue;
    }
    const { level = 0, isRight = false } = operators[part] ?? {};
    for (;;) {
      const before = operators[waiting.at(-1) ?? ""]?.level;
      if (before === undefined || before < level) break;
      if (before === level && isRight) break;
      reduce();
    }
    waiting.push(part);
  }
  while (waiting.length > 0) reduce();
  return operands[0];
}

function inOrder(
  node: Node,
  masked: string,
): readonly (Node | string)[] | undefined {
  const parts: (Node | string)[] = [];
  const waiting: (Node | string)[] = [node];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (parts.length + waiting.length > 2000) return undefined;
    if (typeof next === "string" || next.name !== "BinaryExpr") {
      parts.push(next);
      continue;
    }
    const { firstChild, lastChild } = next;
    if (firstChild === null || lastChild === null) return undefined;
    const operator = masked.slice(firstChild.to, lastChild.from).trim();
    if (operators[operator] === undefined) return undefined;
    waiting.push(lastChild, operator, firstChild);
  }
  return parts;
}

/** Computes `+`, a comparison and so on; undefined if the values do not fit. */
export function compute(
  operator: string,
  left: Plain,
  right: Plain,
): Value | undefined {
  if (operator === "==" || operator === "!=") {
    const equal = areEqual(left, right);
    return equal === undefined
      ? undefined
      : boolValue(equal === (operator === "=="));
  }
  if (left.kind === "int" && right.kind === "int")
    return onIntegers(operator, left.value, right.value);
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a !== undefined && b !== undefined) return onFloats(operator, a, b);
  if (left.kind === "text" && right.kind === "text" && operator !== "+")
    return comparison(operator, left.text < right.text, left.text > right.text);
  if (operator !== "+" || left.kind === "path") return undefined;
  const [start, end] = [inString(left), inString(right)];
  return start === undefined || end === undefined
    ? undefined
    : textValue(start + end);
}

function onIntegers(operator: string, a: bigint, b: bigint): Value | undefined {
  switch (operator) {
    case "+":
      return intValue(a + b);
    case "-":
      return intValue(a - b);
    case "*":
      return intValue(a * b);
    case "/":
      return b === 0n ? undefined : intValue(a / b);
    default:
      return comparison(operator, a < b, a > b);
  }
}

function onFloats(operator: string, a: number, b: number): Value | undefined {
  switch (operator) {
    case "+":
      return { kind: "float", value: a + b };
    case "-":
      return { kind: "float", value: a - b };
    case "*":
      return { kind: "float", value: a * b };
    case "/":
      return b === 0 ? undefined : { kind: "float", value: a / b };
    default:
      return comparison(operator, a < b, a > b);
  }
}

function comparison(
  operator: string,
  isLess: boolean,
  isMore: boolean,
): Value | undefined {
  switch (operator) {
    case "<":
      return boolValue(isLess);
    case "<=":
      return boolValue(!isMore);
    case ">":
      return boolValue(isMore);
    case ">=":
      return boolValue(!isLess);
    default:
      return undefined;
  }
}

function numberOf(value: Plain): number | undefined {
  return value.kind === "int" || value.kind === "float"
    ? Number(value.value)
    : undefined;
}

function areEqual(left: Plain, right: Plain): boolean | undefined {
  const [a, b] = [simple(left), simple(right)];
  return a === undefined || b === undefined ? undefined : a === b;
}

/** What two values are compared by; undefined for lists, sets, functions and what is not known. */
function simple(value: Plain): string | undefined {
  switch (value.kind) {
    case "int":
    case "float":
      return `number ${Number(value.value)}`;
    case "text":
      return `text ${value.text}`;
    case "bool":
      return String(value.value);
    case "null":
      return "null";
    default:
      return undefined;
  }
}
