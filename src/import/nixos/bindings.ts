import { children, type Node } from "./syntax.js";

/** One definition in `{ }` or `let`: `a.b = 1;`, or one name of an `inherit`. */
export type Binding =
  | {
      readonly kind: "bind";
      readonly node: Node;
      readonly path: readonly Node[];
      /** Undefined if the text ends before it. */
      readonly value: Node | undefined;
    }
  | {
      readonly kind: "inherit";
      readonly name: Node;
      /** The expression in parentheses. */
      readonly from: Node | undefined;
    };

/** Lists the definitions of `{ }`, `rec { }` or `let`, in the order of the file. */
export function bindingsOf(node: Node): readonly Binding[] {
  const found: Binding[] = [];
  let from: Node | undefined;
  let mode: "bind" | "inherit" | "from" = "bind";
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name === "in") break;
    if (child.name === "Bind") {
      mode = "bind";
      found.push(bindOf(child));
    } else if (child.name === "inherit") {
      mode = "inherit";
      from = undefined;
    } else if (child.name === "(" || child.name === ")") {
      mode = child.name === "(" ? "from" : "inherit";
    } else if (mode === "from") {
      from = child;
    } else if (
      mode === "inherit" &&
      /^(?:Identifier|String)$/u.test(child.name)
    ) {
      found.push({ kind: "inherit", name: child, from });
    }
  }
  return found;
}

function bindOf(node: Node): Binding {
  const [path, value] = children(node);
  return {
    kind: "bind",
    node,
    path: path?.name === "AttrPath" ? children(path) : [],
    value,
  };
}

/** The parts of a function: `{ a, b ? 1, ... }@args: body`. */
export interface FunctionParts {
  /** The name for the whole argument. */
  readonly whole: Node | undefined;
  /** Undefined for a function of one name. */
  readonly formals:
    | readonly { readonly name: Node; readonly fallback: Node | undefined }[]
    | undefined;
  readonly body: Node | undefined;
}

export function functionParts(node: Node): FunctionParts {
  const parts = children(node);
  const takesSet = node.getChild("{") !== null;
  const body = parts.at(-1);
  const formals = parts.flatMap((part) => {
    if (part.name !== "Formal") return [];
    const [name, fallback] = children(part);
    return name === undefined ? [] : [{ name, fallback }];
  });
  return {
    whole: parts.slice(0, -1).find(({ name }) => name === "Identifier"),
    formals: takesSet ? formals : undefined,
    body,
  };
}
