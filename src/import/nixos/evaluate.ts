import type { Source } from "../../core/source.js";
import { attributesOf } from "./attributes.js";
import { functionParts } from "./bindings.js";
import type { Evaluation } from "./evaluation.js";
import { inString } from "./coerce.js";
import { builtin } from "./library/index.js";
import { binaryOf } from "./operations.js";
import { lookUp } from "./look-up.js";
import { find, type Scope } from "./scope.js";
import { scopeOf } from "./scopes.js";
import { stringParts } from "./string-text.js";
import { children, type Node, quoted, spanOf, type Syntax } from "./syntax.js";
import {
  boolValue,
  type Condition,
  intValue,
  known,
  type Lazy,
  lazily,
  listValue,
  mapPlain,
  nothing,
  textValue,
  type UnknownValue,
  type Value,
} from "./value.js";

/** Computes what is constant in a Nix file. Everything else is a value of the kind `unknown`, which says why. */
export class Evaluator implements Evaluation {
  /** The bindings that names were looked up in, since the list was last emptied. */
  readonly used: Node[] = [];
  readonly syntax: Syntax;
  readonly #source: Source;
  #depth = 0;
  #steps = 0;

  constructor(syntax: Syntax) {
    this.syntax = syntax;
    this.#source = syntax.source;
  }

  lazy(node: Node, scope: Scope | undefined): Lazy {
    return lazily(node, () => this.evaluate(node, scope));
  }

  /** Says that only an evaluation tells the value of a node. */
  unknown(node: Node, why = "needs evaluation"): UnknownValue {
    const text = quoted(this.#source, node);
    return { kind: "unknown", why: `\`${text}\` ${why}`, node };
  }

  text({ from, to }: Node): string {
    return this.#source.text.slice(from, to);
  }

  condition(node: Node): Condition {
    return {
      text: quoted(this.#source, node),
      span: spanOf(this.#source, node),
    };
  }

  evaluate(node: Node, scope: Scope | undefined): Value {
    this.#steps += 1;
    // Frames of the stack, and time, are limited: a file may be made to use all of them.
    if (this.#depth > 300 || this.#steps > 500_000)
      return this.unknown(node, "is too deep or too large");
    this.#depth += 1;
    const value = this.#constant(node) ?? this.#compound(node, scope);
    this.#depth -= 1;
    return value;
  }

  /** Applies a function to one argument. */
  apply(applied: Lazy, argument: Lazy, at: Node): Value {
    return mapPlain(applied, (value) =>
      value.kind === "function" ? value.apply(argument, at) : this.unknown(at),
    );
  }

  /** Chooses between two values; both are kept if only an evaluation decides. */
  either(condition: Lazy, first: Lazy, second: Lazy): Value {
    const value = condition.value();
    if (value.kind === "bool") return (value.value ? first : second).value();
    return {
      kind: "either",
      condition: this.condition(condition.node),
      first,
      second,
    };
  }

  #constant(node: Node): Value | undefined {
    switch (node.name) {
      case "Integer":
        return intValue(BigInt(this.text(node)));
      case "Float":
        return { kind: "float", value: Number(this.text(node)) };
      case "Boolean":
        return boolValue(this.text(node) === "true");
      case "Null":
        return nothing;
      case "URI":
        return textValue(this.text(node));
      case "Path":
      case "HPath":
      case "SPath":
        return { kind: "path", text: this.text(node) };
      case "builtins":
        return { kind: "library", path: "builtins" };
      default:
        return undefined;
    }
  }

  #compound(node: Node, scope: Scope | undefined): Value {
    switch (node.name) {
      case "String":
      case "IndentedString":
        return this.#string(node, scope);
      case "Identifier":
        return this.#identifier(node, scope);
      case "List":
        return listValue(children(node).map((item) => this.lazy(item, scope)));
      case "AttrSet":
        return { kind: "set", attributes: attributesOf(node, scope, this) };
      case "BinaryExpr":
        return binaryOf(node, scope, this);
      case "Function":
        return this.#function(node, scope);
      default:
        return this.#withParts(node, scope);
    }
  }

  #withParts(node: Node, scope: Scope | undefined): Value {
    const [first, ...others] = children(node);
    const last = others.at(-1);
    if (first === undefined) return this.unknown(node, "is not complete");
    switch (node.name) {
      case "Parenthesized":
        return this.evaluate(first, scope);
      case "RecAttrSet":
        return this.evaluate(first, scopeOf(node, first, scope, this));
      case "Let":
        return this.evaluate(
          last ?? first,
          scopeOf(node, last ?? first, scope, this),
        );
      case "UnaryExpr":
        return this.#unary(node, this.lazy(first, scope));
      default:
    }
    if (last === undefined) return this.unknown(node, "is not complete");
    const [second = last] = others;
    switch (node.name) {
      case "With":
        return this.evaluate(last, scopeOf(node, last, scope, this));
      case "Assert":
        return this.evaluate(last, scope);
      case "App":
        return this.apply(
          this.lazy(first, scope),
          this.lazy(second, scope),
          node,
        );
      case "Select":
        return this.#select(node, this.lazy(first, scope), others, scope);
      case "IfExpr":
        return this.either(
          this.lazy(first, scope),
          this.lazy(second, scope),
          this.lazy(last, scope),
        );
      default:
        return this.unknown(node);
    }
  }

  #string(node: Node, scope: Scope | undefined): Value {
    let whole: Value = textValue("");
    for (const part of stringParts(this.#source, node)) {
      if ("text" in part) {
        whole = this.#joined(whole, known(node, textValue(part.text)));
      } else if (part.expression === undefined) {
        return this.unknown(node, "is not complete");
      } else {
        whole = this.#joined(whole, this.lazy(part.expression, scope));
      }
    }
    return whole;
  }

  #joined(start: Value, end: Lazy): Value {
    return mapPlain(known(end.node, start), (a) =>
      mapPlain(end, (b) => {
        const [before, after] = [inString(a), inString(b)];
        return before === undefined || after === undefined
          ? this.unknown(end.node)
          : textValue(before + after);
      }),
    );
  }

  #identifier(node: Node, scope: Scope | undefined): Value {
    const name = this.text(node);
    const found = find(scope, name);
    if (found === undefined) return builtin(name, this) ?? this.unknown(node);
    const { parent } = found.node;
    if (parent?.name === "Bind") this.used.push(parent);
    return found.value();
  }

  #function(node: Node, scope: Scope | undefined): Value {
    const { body } = functionParts(node);
    if (body === undefined) return this.unknown(node, "is not complete");
    return {
      kind: "function",
      apply: (argument) =>
        this.evaluate(body, scopeOf(node, body, scope, this, argument)),
    };
  }

  #unary(node: Node, operand: Lazy): Value {
    const isNegation = this.text(node).startsWith("-");
    return mapPlain(operand, (value) => {
      if (isNegation && value.kind === "int") return intValue(-value.value);
      if (isNegation && value.kind === "float")
        return { kind: "float", value: -value.value };
      return !isNegation && value.kind === "bool"
        ? boolValue(!value.value)
        : this.unknown(node);
    });
  }

  #select(
    node: Node,
    base: Lazy,
    [path, fallback]: readonly Node[],
    scope: Scope | undefined,
  ): Value {
    let at = base;
    for (const key of path === undefined ? [] : children(path)) {
      const name = this.keyText(key, scope);
      const found = name === undefined ? undefined : lookUp(at, name, this);
      if (found === undefined) {
        return fallback === undefined
          ? this.unknown(node)
          : this.evaluate(fallback, scope);
      }
      at = found;
    }
    const value = at.value();
    // The whole expression says more than its start.
    return value.kind === "unknown" ? this.unknown(node) : value;
  }

  /** The text of a name in a set; undefined if it is not constant. */
  keyText(key: Node, scope: Scope | undefined): string | undefined {
    if (key.name === "Identifier") return this.text(key);
    const part = key.name === "Interpolation" ? children(key)[0] : key;
    const value = part && this.evaluate(part, scope);
    return value?.kind === "text" ? value.text : undefined;
  }
}
