import type { Scope } from "./scope.js";
import type { Node, Syntax } from "./syntax.js";
import type { Condition, Lazy, UnknownValue, Value } from "./value.js";

/** What the parts of the evaluator ask of it. */
export interface Evaluation {
  readonly syntax: Syntax;
  lazy(node: Node, scope: Scope | undefined): Lazy;
  evaluate(node: Node, scope: Scope | undefined): Value;
  /** Applies a function to one argument. */
  apply(applied: Lazy, argument: Lazy, at: Node): Value;
  /** Chooses between two values; both are kept if only an evaluation decides. */
  either(condition: Lazy, first: Lazy, second: Lazy): Value;
  /** Says that only an evaluation tells the value of a node. */
  unknown(node: Node, why?: string): UnknownValue;
  condition(node: Node): Condition;
  text(node: Node): string;
  /** The text of a name in a set; undefined if it is not constant. */
  keyText(key: Node, scope: Scope | undefined): string | undefined;
}
