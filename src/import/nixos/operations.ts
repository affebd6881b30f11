import type { Evaluation } from "./evaluation.js";
import { compute, isNode, type Operation, operationOf } from "./operators.js";
import { itemsOf } from "./items.js";
import type { Scope } from "./scope.js";
import { lookUp } from "./look-up.js";
import { updated } from "./sets.js";
import { children, type Node } from "./syntax.js";
import {
  boolValue,
  type Lazy,
  lazily,
  listValue,
  mapPlain,
  type Value,
} from "./value.js";

/** Computes an expression of operators. */
export function binaryOf(
  node: Node,
  scope: Scope | undefined,
  evaluator: Evaluation,
): Value {
  const operation = operationOf(node, evaluator.syntax.masked);
  if (operation === undefined || isNode(operation))
    return evaluator.unknown(node);
  return operate(operation, node, scope, evaluator).value();
}

function operate(
  operation: Operation,
  node: Node,
  scope: Scope | undefined,
  evaluator: Evaluation,
): Lazy {
  if (isNode(operation)) return evaluator.lazy(operation, scope);
  const { operator, left, right } = operation;
  return lazily(node, () => {
    const a = operate(left, node, scope, evaluator);
    if (operator === "?")
      return isNode(right)
        ? hasAttribute(a, right, node, evaluator)
        : evaluator.unknown(node);
    const b = operate(right, node, scope, evaluator);
    switch (operator) {
      case "++":
        return listValue([...itemsOf(a), ...itemsOf(b)]);
      case "//":
        return updated(a, b);
      case "&&":
        return decided(a, b, false) ?? evaluator.unknown(node);
      case "||":
        return decided(a, b, true) ?? evaluator.unknown(node);
      case "->":
        return (
          decided(negated(a, evaluator), b, true) ?? evaluator.unknown(node)
        );
      default:
        return mapPlain(a, (x) =>
          mapPlain(
            b,
            (y) => compute(operator, x, y) ?? evaluator.unknown(node),
          ),
        );
    }
  });
}

/** Computes `&&` and `||`: `decisive` on either side is the result, also if the other side is not known. */
function decided(a: Lazy, b: Lazy, decisive: boolean): Value | undefined {
  const values = [a.value(), b.value()].map((value) =>
    value.kind === "bool" ? value.value : undefined,
  );
  if (values.includes(decisive)) return boolValue(decisive);
  return values.includes(undefined) ? undefined : boolValue(!decisive);
}

function negated(lazy: Lazy, evaluator: Evaluation): Lazy {
  return lazily(lazy.node, () =>
    mapPlain(lazy, (value, node) =>
      value.kind === "bool" ? boolValue(!value.value) : evaluator.unknown(node),
    ),
  );
}

function hasAttribute(
  set: Lazy,
  path: Node,
  node: Node,
  evaluator: Evaluation,
): Value {
  let at: Lazy | undefined = set;
  for (const key of children(path)) {
    const { kind } = at.value();
    if (kind !== "set") return evaluator.unknown(node);
    const name = evaluator.keyText(key, undefined);
    at = name === undefined ? undefined : lookUp(at, name, evaluator);
    if (at === undefined) return boolValue(false);
  }
  return boolValue(true);
}
