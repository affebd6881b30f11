import type { Node } from "./syntax.js";
import type { Condition, Lazy, Plain } from "./value.js";

/** What stands around a definition. */
export interface Context {
  readonly conditions: readonly Condition[];
  /** Undefined for a plain definition. */
  readonly priority: number | undefined;
}

export const noContext: Context = Object.freeze({
  conditions: Object.freeze([]),
  priority: undefined,
});

/** A value without what is around it. */
export interface Definition {
  readonly value: Plain;
  readonly node: Node;
  readonly context: Context;
}

/** Lists what a value is made of: the definitions of `mkMerge`, both values of an `if` that cannot be decided. */
export function definitionsOf(
  lazy: Lazy,
  context: Context = noContext,
  depth = 0,
): readonly Definition[] {
  const value = lazy.value();
  const deeper = (inner: Lazy, around = context) =>
    depth > 100 ? [] : definitionsOf(inner, around, depth + 1);
  const under = (condition: Condition): Context => ({
    ...context,
    conditions: [...context.conditions, condition],
  });
  switch (value.kind) {
    case "priority":
      return deeper(value.inner, { ...context, priority: value.priority });
    case "conditional":
      return deeper(value.inner, under(value.condition));
    case "either": {
      const { condition, first, second } = value;
      const text = `not (${condition.text})`;
      return [
        ...deeper(first, under(condition)),
        ...deeper(second, under({ ...condition, text })),
      ];
    }
    case "merge":
      return value.values.flatMap((inner) => deeper(inner));
    default:
      return [{ value, node: lazy.node, context }];
  }
}

/** A text, or undefined; what is around it does not count. */
export function textOf(lazy: Lazy | undefined): string | undefined {
  const [first] = lazy === undefined ? [] : definitionsOf(lazy);
  return first?.value.kind === "text" ? first.value.text : undefined;
}
