import { type Attribute, type Lazy, lazily, type Value } from "./value.js";

/** The value of a name with several definitions, which are paths with the same start: one set. */
export function united(attributes: readonly Attribute[]): Lazy | undefined {
  const [first, ...others] = attributes;
  if (first === undefined || others.length === 0) return first?.lazy;
  return lazily(first.lazy.node, () => {
    const values = attributes.map(({ lazy }) => lazy.value());
    const sets = values.flatMap((value) =>
      value.kind === "set" ? [value] : [],
    );
    return sets.length === values.length
      ? { kind: "set", attributes: sets.flatMap((set) => set.attributes) }
      : { kind: "merge", values: attributes.map(({ lazy }) => lazy) };
  });
}

/** Computes `left // right`: the names on the right replace those on the left. */
export function updated(left: Lazy, right: Lazy): Value {
  const [a, b] = [left.value(), right.value()];
  if (a.kind !== "set" || b.kind !== "set")
    return { kind: "merge", values: [left, right] };
  const names = new Set(b.attributes.map(({ name }) => name));
  const kept = a.attributes.filter(
    ({ name }) => name === undefined || !names.has(name),
  );
  return { kind: "set", attributes: [...kept, ...b.attributes] };
}

/** Applies a function to each set in a value, below what is around it. */
export function mapSets(
  lazy: Lazy,
  change: (attributes: readonly Attribute[]) => readonly Attribute[],
): Value {
  const value = lazy.value();
  const deeper = (inner: Lazy) =>
    lazily(inner.node, () => mapSets(inner, change));
  switch (value.kind) {
    case "set":
      return { kind: "set", attributes: change(value.attributes) };
    case "priority":
    case "conditional":
      return { ...value, inner: deeper(value.inner) };
    case "either": {
      const { condition, first, second } = value;
      return {
        kind: "either",
        condition,
        first: deeper(first),
        second: deeper(second),
      };
    }
    case "merge":
      return { kind: "merge", values: value.values.map(deeper) };
    default:
      return value;
  }
}
