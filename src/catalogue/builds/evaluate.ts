import { largest } from "../../core/largest.js";
import type { Expression, Value } from "./expression.js";

/** The value of a symbol; undefined if it is unknown. An option is `y`, `m`, `n` or its text. */
export type Environment = (symbol: string) => string | number | undefined;

/** Evaluates an expression. Total: what is unknown, is not a number or divides by zero is undefined. */
export function evaluate(expression: Expression, env: Environment): Value {
  switch (expression.kind) {
    case "constant":
      return expression.value;
    case "symbol":
      return env(expression.name);
    case "builtin": {
      const value = env(expression.name);
      return value === undefined ? undefined : value === "y";
    }
    case "not": {
      const of = truth(evaluate(expression.of, env));
      return of === undefined ? undefined : !of;
    }
    case "choice": {
      const condition = truth(evaluate(expression.condition, env));
      if (condition === undefined) return undefined;
      return evaluate(condition ? expression.yes : expression.no, env);
    }
    case "call":
      return call(
        expression.name,
        expression.of.map((each) => evaluate(each, env)),
      );
    case "binary":
      return binary(
        expression.operator,
        evaluate(expression.left, env),
        evaluate(expression.right, env),
      );
  }
}

/** Whether a value is true: an option that is `n` is not, one that is built in, a module or a text is. */
export function truth(value: Value): boolean | undefined {
  if (value === undefined || typeof value === "boolean") return value;
  return typeof value === "number" ? value !== 0 : value !== "n";
}

function binary(operator: string, left: Value, right: Value): Value {
  if (operator === "&&" || operator === "||") {
    const [a, b] = [truth(left), truth(right)];
    // One side may decide, even if the other is unknown.
    const decisive = operator === "||";
    if (a === decisive || b === decisive) return decisive;
    return a === undefined || b === undefined ? undefined : !decisive;
  }
  if (operator === "==")
    return left === undefined || right === undefined
      ? undefined
      : String(left) === String(right);
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a === undefined || b === undefined) return undefined;
  return arithmetic(operator, a, b);
}

function arithmetic(operator: string, a: number, b: number): Value {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return b === 0 ? undefined : Math.floor(a / b);
    case ">=":
      return a >= b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case "<":
      return a < b;
    default:
      return undefined;
  }
}

function call(name: string, values: readonly Value[]): Value {
  switch (name) {
    // number(X, otherwise): an option that is not a number has a default or a meaning of its own.
    case "number":
      return (
        numberOf(values[0]) ?? (values[0] === undefined ? undefined : values[1])
      );
    case "max": {
      const numbers = values.map(numberOf).filter((one) => one !== undefined);
      return numbers.length === values.length ? largest(numbers) : undefined;
    }
    case "fields":
      return values.includes(undefined)
        ? undefined
        : values.filter((value) => value !== "").join(" ");
    default:
      return undefined;
  }
}

/** The number of a value: `250`, `0x1b6`; undefined for other texts. */
function numberOf(value: Value): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^(?:-?\d+|0x[\da-f]+)$/iu.test(value)
    ? Number(value)
    : undefined;
}
