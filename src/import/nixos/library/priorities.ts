import {
  type Lazy,
  listValue,
  mapPlain,
  noAttributes,
  textValue,
  type Value,
} from "../value.js";
import { itemsOf } from "../items.js";
import { binary, type LibraryFunction, unary } from "./define.js";

/** Gives a value a priority. */
function at(priority: number): LibraryFunction {
  return unary((inner) => ({ kind: "priority", priority, inner }));
}

const same = unary((inner) => inner.value());
const second = binary((_, inner) => inner.value());

/** What the module system puts around values. Source: NixOS/nixpkgs 25.11, lib/modules.nix. */
export const priorities = {
  mkForce: at(50),
  mkDefault: at(1000),
  mkOptionDefault: at(1500),
  mkVMOverride: at(10),
  mkImageMediaOverride: at(60),
  mkOverride: binary((number, inner) =>
    mapPlain(number, (value, node) =>
      value.kind === "int"
        ? { kind: "priority", priority: Number(value.value), inner }
        : { kind: "unknown", why: "the priority needs evaluation", node },
    ),
  ),
  // An order among the definitions of a list is none of the spec.
  mkBefore: same,
  mkAfter: same,
  mkOrder: second,
  mkMerge: unary((values) => ({ kind: "merge", values: itemsOf(values) })),
  mkIf: binary((condition, inner, _, evaluation) => {
    const value = condition.value();
    if (value.kind === "bool")
      return value.value ? inner.value() : { kind: "merge", values: [] };
    return {
      kind: "conditional",
      condition: evaluation.condition(condition.node),
      inner,
    };
  }),
  optionalAttrs: binary((condition, inner, _, evaluation) =>
    underCondition(condition, inner, noAttributes, evaluation),
  ),
  optional: binary((condition, inner, _, evaluation) =>
    underCondition(
      condition,
      { node: inner.node, value: () => listValue([inner]) },
      listValue([]),
      evaluation,
    ),
  ),
  optionals: binary((condition, inner, _, evaluation) =>
    underCondition(condition, inner, listValue([]), evaluation),
  ),
  optionalString: binary((condition, inner, _, evaluation) =>
    underCondition(condition, inner, textValue(""), evaluation),
  ),
} satisfies Readonly<Record<string, LibraryFunction>>;

/** The value if the condition holds; both possibilities stay if only an evaluation decides. */
function underCondition(
  condition: Lazy,
  inner: Lazy,
  otherwise: Value,
  evaluation: Parameters<LibraryFunction["call"]>[0]["evaluation"],
): Value {
  const value = condition.value();
  if (value.kind === "bool") return value.value ? inner.value() : otherwise;
  return {
    kind: "conditional",
    condition: evaluation.condition(condition.node),
    inner,
  };
}
