import type { Evaluation } from "./evaluation.js";
import { member } from "./library/index.js";
import { united } from "./sets.js";
import { known, type Lazy } from "./value.js";

/**
 * Looks up a name in a set or a library; undefined if it has none. Only functions that are known are found in a library
 * that `with` opened, because its other names are not known.
 */
export function lookUp(
  lazy: Lazy,
  name: string,
  evaluator: Evaluation,
  isWith = false,
): Lazy | undefined {
  const value = lazy.value();
  const deeper = (inner: Lazy) => lookUp(inner, name, evaluator, isWith);
  switch (value.kind) {
    case "set":
      return united(value.attributes.filter((found) => found.name === name));
    case "library":
      return member(value.path, name, lazy.node, evaluator, isWith);
    case "unknown":
      return isWith ? undefined : lazy;
    case "priority":
      return deeper(value.inner);
    case "conditional": {
      const inner = deeper(value.inner);
      return inner && known(inner.node, { ...value, inner });
    }
    case "either": {
      const { condition } = value;
      const [first, second] = [deeper(value.first), deeper(value.second)];
      return first && second
        ? known(first.node, { kind: "either", condition, first, second })
        : (first ?? second);
    }
    case "merge":
      return value.values
        .map(deeper)
        .filter((found) => found !== undefined)
        .at(-1);
    default:
      return undefined;
  }
}
