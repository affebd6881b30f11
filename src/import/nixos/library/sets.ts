import { isPlain } from "../coerce.js";
import type { Evaluation } from "../evaluation.js";
import { itemsOf } from "../items.js";
import { mapSets, updated } from "../sets.js";
import type { Node } from "../syntax.js";
import {
  type Attribute,
  known,
  type Lazy,
  lazily,
  listValue,
  noAttributes,
  type SetValue,
  textValue,
  type Value,
} from "../value.js";
import { binary, type LibraryFunction, unary } from "./define.js";

/** Functions on attribute sets. */
export const sets = {
  mapAttrs: binary((change, set, at, evaluation) =>
    mapSets(set, (attributes) =>
      attributes.map((attribute) => ({
        ...attribute,
        lazy: lazily(attribute.lazy.node, () =>
          evaluation.apply(
            applied(change, nameOf(attribute), at, evaluation),
            attribute.lazy,
            at,
          ),
        ),
      })),
    ),
  ),
  "mapAttrs'": binary((change, set, at, evaluation) =>
    mapSets(set, (attributes) =>
      attributes.flatMap((attribute) => {
        const pair = evaluation.apply(
          applied(change, nameOf(attribute), at, evaluation),
          attribute.lazy,
          at,
        );
        return [fromPair(pair, attribute.key, attribute.bind, at, evaluation)];
      }),
    ),
  ),
  mapAttrsToList: binary((change, set, at, evaluation) =>
    listValue(
      attributesOf(set).map((attribute) =>
        lazily(attribute.bind, () =>
          evaluation.apply(
            applied(change, nameOf(attribute), at, evaluation),
            attribute.lazy,
            at,
          ),
        ),
      ),
    ),
  ),
  filterAttrs: binary((keeps, set, at, evaluation) =>
    mapSets(set, (attributes) =>
      attributes.filter((attribute) => {
        const kept = evaluation.apply(
          applied(keeps, nameOf(attribute), at, evaluation),
          attribute.lazy,
          at,
        );
        return kept.kind !== "bool" || kept.value;
      }),
    ),
  ),
  genAttrs: binary((names, change, at, evaluation) => ({
    kind: "set",
    attributes: itemsOf(names).map((item) => {
      const value = item.value();
      return {
        name: value.kind === "text" ? value.text : undefined,
        key: item.node,
        bind: item.node,
        isRest: false,
        lazy: lazily(item.node, () => evaluation.apply(change, item, at)),
      };
    }),
  })),
  listToAttrs: unary((list, at, evaluation) => ({
    kind: "set",
    attributes: itemsOf(list).map((item) =>
      fromPair(item.value(), item.node, item.node, at, evaluation),
    ),
  })),
  nameValuePair: binary((name, value, at) => {
    const attribute = { key: at, bind: at, isRest: false };
    return {
      kind: "set",
      attributes: [
        { ...attribute, name: "name", lazy: name },
        { ...attribute, name: "value", lazy: value },
      ],
    };
  }),
  removeAttrs: binary((set, names, at, evaluation) => {
    const removed = itemsOf(names).map((item) => item.value());
    const texts = removed.flatMap((value) =>
      value.kind === "text" ? [value.text] : [],
    );
    return texts.length < removed.length
      ? evaluation.unknown(at)
      : mapSets(set, (attributes) =>
          attributes.filter(
            ({ name }) => name === undefined || !texts.includes(name),
          ),
        );
  }),
  attrNames: unary((set) =>
    listValue(attributesOf(set).map((attribute) => nameOf(attribute))),
  ),
  attrValues: unary((set) =>
    listValue(attributesOf(set).map(({ lazy }) => lazy)),
  ),
  mergeAttrs: binary(updated),
  recursiveUpdate: binary((left, right) => ({
    kind: "merge",
    values: [left, right],
  })),
  mergeAttrsList: unary((list) => {
    const [first, ...others] = itemsOf(list);
    return first === undefined
      ? noAttributes
      : others
          .reduce(
            (whole, item) => lazily(item.node, () => updated(whole, item)),
            first,
          )
          .value();
  }),
} satisfies Readonly<Record<string, LibraryFunction>>;

function nameOf({ name, key }: Attribute): Lazy {
  return known(
    key,
    name === undefined
      ? { kind: "unknown", why: "the name needs evaluation", node: key }
      : textValue(name),
  );
}

function applied(
  change: Lazy,
  argument: Lazy,
  at: Node,
  evaluation: Evaluation,
): Lazy {
  return lazily(at, () => evaluation.apply(change, argument, at));
}

function attributesOf(set: Lazy): SetValue["attributes"] {
  const value = set.value();
  return value.kind === "set" ? value.attributes : [];
}

/** Reads `{ name = ...; value = ...; }`. */
function fromPair(
  pair: Value,
  key: Node,
  bind: Node,
  at: Node,
  evaluation: Evaluation,
): Attribute {
  const attributes = pair.kind === "set" ? pair.attributes : [];
  const [name, value] = ["name", "value"].map(
    (wanted) => attributes.find((found) => found.name === wanted)?.lazy,
  );
  const text = name?.value();
  return {
    name:
      text !== undefined && isPlain(text) && text.kind === "text"
        ? text.text
        : undefined,
    key: pair.kind === "set" ? (name?.node ?? key) : key,
    bind,
    isRest: false,
    lazy: value ?? known(bind, evaluation.unknown(at)),
  };
}
