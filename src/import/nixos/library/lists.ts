import { inString, isPlain } from "../coerce.js";
import type { Evaluation } from "../evaluation.js";
import { itemsOf } from "../items.js";
import type { Node } from "../syntax.js";
import {
  intValue,
  known,
  type Lazy,
  lazily,
  listValue,
  mapPlain,
  textValue,
  type Value,
} from "../value.js";
import { binary, type LibraryFunction, ternary, unary } from "./define.js";

/** Functions on lists, and from lists to text. */
export const lists = {
  map: binary((change, list, at, evaluation) =>
    listValue(mapped(change, list, at, evaluation)),
  ),
  forEach: binary((list, change, at, evaluation) =>
    listValue(mapped(change, list, at, evaluation)),
  ),
  concatMap: binary((change, list, at, evaluation) =>
    listValue(mapped(change, list, at, evaluation).flatMap(itemsOf)),
  ),
  concatLists: unary((list) => listValue(itemsOf(list).flatMap(itemsOf))),
  flatten: unary((list) => listValue(flat(list, 0))),
  unique: unary((list) => list.value()),
  toList: unary((value) =>
    value.value().kind === "list" ? value.value() : listValue([value]),
  ),
  filter: binary((keeps, list, at, evaluation) =>
    listValue(
      itemsOf(list).flatMap((item): readonly Lazy[] => {
        const kept = evaluation.apply(keeps, item, at);
        if (kept.kind !== "bool")
          return [known(item.node, evaluation.unknown(at))];
        return kept.value ? [item] : [];
      }),
    ),
  ),
  range: binary((first, last, at, evaluation) =>
    mapPlain(first, (a) =>
      mapPlain(last, (b) => {
        if (a.kind !== "int" || b.kind !== "int" || b.value - a.value > 4096n)
          return evaluation.unknown(at);
        const count = Math.max(0, Number(b.value - a.value) + 1);
        return listValue(
          Array.from({ length: count }, (_, index) =>
            known(at, intValue(a.value + BigInt(index))),
          ),
        );
      }),
    ),
  ),
  concatStringsSep: binary((separator, list, at, evaluation) =>
    joined(separator, itemsOf(list), at, evaluation),
  ),
  concatStrings: unary((list, at, evaluation) =>
    joined(known(at, textValue("")), itemsOf(list), at, evaluation),
  ),
  concatMapStrings: binary((change, list, at, evaluation) =>
    joined(
      known(at, textValue("")),
      mapped(change, list, at, evaluation),
      at,
      evaluation,
    ),
  ),
  concatMapStringsSep: ternary((separator, change, list, at, evaluation) =>
    joined(separator, mapped(change, list, at, evaluation), at, evaluation),
  ),
  escapeShellArgs: unary((list, at, evaluation) =>
    joined(known(at, textValue(" ")), itemsOf(list), at, evaluation),
  ),
} satisfies Readonly<Record<string, LibraryFunction>>;

/** Applies a function to each item, also to one that is under a condition. */
export function mapped(
  change: Lazy,
  list: Lazy,
  at: Node,
  evaluation: Evaluation,
): readonly Lazy[] {
  return itemsOf(list).map((item) =>
    lazily(item.node, () =>
      mapPlain(item, (value, node) =>
        evaluation.apply(change, known(node, value), at),
      ),
    ),
  );
}

/** Joins texts; of a part that is under a condition nothing can be said, so the whole is not known. */
function joined(
  separator: Lazy,
  items: readonly Lazy[],
  at: Node,
  evaluation: Evaluation,
): Value {
  const between = separator.value();
  if (between.kind !== "text") return evaluation.unknown(at);
  const texts: string[] = [];
  for (const item of items) {
    const value = item.value();
    const text = isPlain(value) ? inString(value) : undefined;
    if (text === undefined)
      return { ...evaluation.unknown(item.node), parts: items };
    texts.push(text);
  }
  return textValue(texts.join(between.text));
}

function flat(lazy: Lazy, depth: number): readonly Lazy[] {
  return lazy.value().kind === "list" && depth < 20
    ? itemsOf(lazy).flatMap((item) => flat(item, depth + 1))
    : [lazy];
}
