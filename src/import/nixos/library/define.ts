import type { Evaluation } from "../evaluation.js";
import type { Node } from "../syntax.js";
import type { FunctionValue, Lazy, Value } from "../value.js";

/** A function of lib or builtins, called when it has all of its arguments. */
export type Call = (call: {
  readonly arguments: readonly Lazy[];
  /** The application. */
  readonly at: Node;
  readonly evaluation: Evaluation;
}) => Value;

export interface LibraryFunction {
  readonly arity: number;
  readonly call: Call;
}

/** Defines a function of one argument. */
export function unary(
  compute: (argument: Lazy, at: Node, evaluation: Evaluation) => Value,
): LibraryFunction {
  return {
    arity: 1,
    call: ({ arguments: [first], at, evaluation }) =>
      first === undefined
        ? evaluation.unknown(at)
        : compute(first, at, evaluation),
  };
}

/** Defines a function of two arguments. */
export function binary(
  compute: (
    first: Lazy,
    second: Lazy,
    at: Node,
    evaluation: Evaluation,
  ) => Value,
): LibraryFunction {
  return {
    arity: 2,
    call: ({ arguments: [first, second], at, evaluation }) =>
      first === undefined || second === undefined
        ? evaluation.unknown(at)
        : compute(first, second, at, evaluation),
  };
}

/** Defines a function of three arguments. */
export function ternary(
  compute: (
    first: Lazy,
    second: Lazy,
    third: Lazy,
    at: Node,
    evaluation: Evaluation,
  ) => Value,
): LibraryFunction {
  return {
    arity: 3,
    call: ({ arguments: [first, second, third], at, evaluation }) =>
      first === undefined || second === undefined || third === undefined
        ? evaluation.unknown(at)
        : compute(first, second, third, at, evaluation),
  };
}

/** Makes a value that takes the arguments of a function one by one. */
export function curried(
  { arity, call }: LibraryFunction,
  evaluation: Evaluation,
  given: readonly Lazy[] = [],
): FunctionValue {
  return {
    kind: "function",
    apply: (argument, at) => {
      const all = [...given, argument];
      return all.length < arity
        ? curried({ arity, call }, evaluation, all)
        : call({ arguments: all, at, evaluation });
    },
  };
}
