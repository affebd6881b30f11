import type { Lazy, Value } from "./value.js";

/** Lists the items of a list, also of one that is made of parts of which some are under a condition or not known. */
export function itemsOf(lazy: Lazy): readonly Lazy[] {
  const value = lazy.value();
  const under = (inner: Lazy, wrap: (item: Lazy) => Value) =>
    itemsOf(inner).map((item): Lazy => ({
      node: item.node,
      value: () => wrap(item),
    }));
  switch (value.kind) {
    case "list":
      return value.items;
    case "null":
      return [];
    case "merge":
      return value.values.flatMap(itemsOf);
    case "priority":
    case "conditional":
      return under(value.inner, (inner) => ({ ...value, inner }));
    case "either": {
      const { condition, first, second } = value;
      return [
        ...under(first, (inner) => ({ kind: "conditional", condition, inner })),
        ...under(second, (inner) => ({
          kind: "conditional",
          condition: { ...condition, text: `not (${condition.text})` },
          inner,
        })),
      ];
    }
    default:
      return [lazy];
  }
}
