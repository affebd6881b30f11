import type { Span } from "../../core/source.js";
import type { Node } from "./syntax.js";

/** An expression that is computed when its value is asked for, and once. */
export interface Lazy {
  readonly node: Node;
  value(): Value;
}

/** A condition that only an evaluation with the whole configuration decides. */
export interface Condition {
  /** As the file has it, or `not (...)`. */
  readonly text: string;
  readonly span: Span;
}

/** A definition in an attribute set. */
export interface Attribute {
  /** Undefined if only an evaluation can tell it. */
  readonly name: string | undefined;
  /** The name, as written. */
  readonly key: Node;
  /** The binding, or the expression that the definition is made of. */
  readonly bind: Node;
  /** Whether it is the rest of a path: `b` in `a.b = 1`. */
  readonly isRest: boolean;
  readonly lazy: Lazy;
}

export interface SetValue {
  readonly kind: "set";
  /** In the order of the file. A name has several definitions if paths share their start: `a.b = 1; a.c = 2;`. */
  readonly attributes: readonly Attribute[];
}

export interface FunctionValue {
  readonly kind: "function";
  /** Computes the result for one argument; `at` is the application. */
  apply(argument: Lazy, at: Node): Value;
}

/** A part of a library that is not in the file: `lib`, `pkgs.linuxPackages_6_12`. */
export interface LibraryValue {
  readonly kind: "library";
  readonly path: string;
}

/** What only an evaluation can tell. */
export interface UnknownValue {
  readonly kind: "unknown";
  /** A clause: "`cfg.backlog` needs evaluation". */
  readonly why: string;
  readonly node: Node;
  /** What a text would be joined of, of which some may be known. */
  readonly parts?: readonly Lazy[];
}

export type Plain =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "path"; readonly text: string }
  | { readonly kind: "int"; readonly value: bigint }
  | { readonly kind: "float"; readonly value: number }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "null" }
  /** Items may be `conditional` or `unknown`, where lists were joined. */
  | { readonly kind: "list"; readonly items: readonly Lazy[] }
  | SetValue
  | FunctionValue
  | LibraryValue
  | UnknownValue;

/** What NixOS' module system, or an `if` that cannot be decided, puts around values. */
export type Wrapped =
  | {
      readonly kind: "priority";
      readonly priority: number;
      readonly inner: Lazy;
    }
  | {
      readonly kind: "conditional";
      readonly condition: Condition;
      readonly inner: Lazy;
    }
  | {
      readonly kind: "either";
      readonly condition: Condition;
      readonly first: Lazy;
      readonly second: Lazy;
    }
  /** Definitions that hold together, as in `mkMerge`. */
  | { readonly kind: "merge"; readonly values: readonly Lazy[] };

export type Value = Plain | Wrapped;

export const nothing: Value = Object.freeze({ kind: "null" });
export const noAttributes: SetValue = Object.freeze({
  kind: "set",
  attributes: Object.freeze([]),
});

export function textValue(text: string): Value {
  return { kind: "text", text };
}

export function intValue(value: bigint): Value {
  return { kind: "int", value };
}

export function boolValue(value: boolean): Value {
  return { kind: "bool", value };
}

export function listValue(items: readonly Lazy[]): Value {
  return { kind: "list", items };
}

/** A value that is known already. */
export function known(node: Node, value: Value): Lazy {
  return { node, value: () => value };
}

/** Computes a value once, when it is asked for. */
export function lazily(node: Node, compute: () => Value): Lazy {
  let value: Value | undefined;
  let isRunning = false;
  return {
    node,
    value: () => {
      if (value !== undefined) return value;
      if (isRunning)
        return { kind: "unknown", why: "it refers to itself", node };
      isRunning = true;
      value = compute();
      isRunning = false;
      return value;
    },
  };
}

/** Applies a function to a value below what the module system and an `if` put around it. */
export function mapPlain(
  lazy: Lazy,
  change: (plain: Exclude<Plain, UnknownValue>, node: Node) => Value,
): Value {
  const value = lazy.value();
  const deeper = (inner: Lazy) =>
    lazily(inner.node, () => mapPlain(inner, change));
  switch (value.kind) {
    case "unknown":
      return value;
    case "priority":
    case "conditional":
      return { ...value, inner: deeper(value.inner) };
    case "either":
      return {
        ...value,
        first: deeper(value.first),
        second: deeper(value.second),
      };
    case "merge":
      return { kind: "merge", values: value.values.map(deeper) };
    default:
      return change(value, lazy.node);
  }
}
