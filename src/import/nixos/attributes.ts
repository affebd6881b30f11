import { bindingsOf } from "./bindings.js";
import type { Evaluation } from "./evaluation.js";
import { builtin } from "./library/index.js";
import { find, type Scope } from "./scope.js";
import { lookUp } from "./look-up.js";
import type { Node } from "./syntax.js";
import { type Attribute, known, type Lazy, lazily } from "./value.js";

/** Lists the definitions of `{ }`, `rec { }` or `let`. `inherit x;` has the x of `outer`. */
export function attributesOf(
  node: Node,
  scope: Scope | undefined,
  evaluator: Evaluation,
  outer = scope,
): readonly Attribute[] {
  return bindingsOf(node).flatMap((binding) => {
    if (binding.kind === "inherit") {
      const { name: key, from } = binding;
      const lazy = inherited(
        key,
        from,
        from === undefined ? outer : scope,
        evaluator,
      );
      const name = evaluator.keyText(key, scope);
      return [{ name, key, bind: key, isRest: false, lazy }];
    }
    const { node: bind, path, value } = binding;
    const inner =
      value === undefined
        ? known(bind, evaluator.unknown(bind, "is not complete"))
        : evaluator.lazy(value, scope);
    const whole = underPath(path, bind, inner, scope, evaluator);
    return whole === undefined ? [] : [whole];
  });
}

/** A name of a path has the set with the rest of the path as its value. */
function underPath(
  path: readonly Node[],
  bind: Node,
  value: Lazy,
  scope: Scope | undefined,
  evaluator: Evaluation,
): Attribute | undefined {
  let whole: Attribute | undefined;
  let lazy = value;
  for (let index = path.length - 1; index >= 0; index -= 1) {
    const key = path[index];
    if (key === undefined) continue;
    const name = evaluator.keyText(key, scope);
    const attribute = { name, key, bind, isRest: index > 0, lazy };
    whole = attribute;
    lazy = known(bind, { kind: "set", attributes: [attribute] });
  }
  return whole;
}

function inherited(
  key: Node,
  from: Node | undefined,
  scope: Scope | undefined,
  evaluator: Evaluation,
): Lazy {
  return lazily(key, () => {
    const name = evaluator.text(key);
    if (from === undefined)
      return (
        find(scope, name)?.value() ??
        builtin(name, evaluator) ??
        evaluator.unknown(key)
      );
    const found = lookUp(evaluator.lazy(from, scope), name, evaluator);
    return found?.value() ?? evaluator.unknown(key);
  });
}
