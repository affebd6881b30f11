import { listOf } from "../../core/list-of.js";
import { attributesOf } from "./attributes.js";
import { functionParts } from "./bindings.js";
import type { Evaluation } from "./evaluation.js";
import { lookUp } from "./look-up.js";
import type { Scope } from "./scope.js";
import { united } from "./sets.js";
import { children, type Node } from "./syntax.js";
import { type Attribute, known, type Lazy, lazily } from "./value.js";

/**
 * The scope of an expression directly in a node: what `let`, `rec`, `with` and functions add. Without an argument, the
 * arguments of a function are those that NixOS gives to a module.
 */
export function scopeOf(
  node: Node,
  child: Node,
  outer: Scope | undefined,
  evaluator: Evaluation,
  argument?: Lazy,
): Scope | undefined {
  switch (node.name) {
    case "Let":
      return recursive(node, outer, evaluator);
    case "RecAttrSet":
      return recursive(child, outer, evaluator);
    case "With": {
      const [library] = children(node);
      if (library === undefined || library.from === child.from) return outer;
      const lazy = evaluator.lazy(library, outer);
      return {
        outer,
        isWith: true,
        find: (name) => lookUp(lazy, name, evaluator, true),
      };
    }
    case "Function":
      return ofArguments(
        node,
        outer,
        evaluator,
        argument ?? known(node, { kind: "library", path: "" }),
      );
    default:
      return outer;
  }
}

/** The scope at any node of a file. */
export function scopeAt(node: Node, evaluator: Evaluation): Scope | undefined {
  const path: Node[] = [];
  for (let at: Node | null = node; at !== null; at = at.parent) {
    // What is so deep is not read.
    if (path.length > 300) return undefined;
    path.push(at);
  }
  let scope: Scope | undefined;
  for (let index = path.length - 1; index > 0; index -= 1) {
    const [outer, inner] = [path[index], path[index - 1]];
    if (outer !== undefined && inner !== undefined)
      scope = scopeOf(outer, inner, scope, evaluator);
  }
  return scope;
}

/** The scope of definitions that see each other. */
function recursive(
  node: Node,
  outer: Scope | undefined,
  evaluator: Evaluation,
): Scope {
  let byName: Map<string, Attribute[]> | undefined;
  const scope: Scope = {
    outer,
    isWith: false,
    find(name) {
      if (byName === undefined) {
        // Names in interpolations may look for names here, and find none of them yet.
        byName = new Map();
        const names = new Map<string, Attribute[]>();
        for (const attribute of attributesOf(node, scope, evaluator, outer)) {
          if (attribute.name === undefined) continue;
          listOf(names, attribute.name).push(attribute);
        }
        byName = names;
      }
      return united(byName.get(name) ?? []);
    },
  };
  return scope;
}

function ofArguments(
  node: Node,
  outer: Scope | undefined,
  evaluator: Evaluation,
  argument: Lazy,
): Scope {
  const { whole, formals } = functionParts(node);
  const names = new Map<string, Lazy>();
  const scope: Scope = {
    outer,
    isWith: false,
    find: (name) => names.get(name),
  };
  if (whole !== undefined) names.set(evaluator.text(whole), argument);
  for (const { name, fallback } of formals ?? []) {
    const text = evaluator.text(name);
    const given = lookUp(argument, text, evaluator);
    const isModule = argument.value().kind === "library";
    if (fallback !== undefined && isModule) {
      const inner = evaluator.lazy(fallback, scope);
      const condition = {
        ...evaluator.condition(name),
        text: `${text} has its default`,
      };
      names.set(text, {
        node: name,
        value: () => ({ kind: "conditional", condition, inner }),
      });
    } else {
      const missing = lazily(name, () => evaluator.unknown(name));
      names.set(
        text,
        given ??
          (fallback === undefined ? missing : evaluator.lazy(fallback, scope)),
      );
    }
  }
  return scope;
}
