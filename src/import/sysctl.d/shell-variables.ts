import { forEachChild, type SyntaxNode } from "unbash";

/** The variables of a script that have one value, by name. */
export type Variables = ReadonlyMap<string, string>;

/** Finds the variables that a script assigns once, and to a text without other variables. */
export function variablesOf(script: SyntaxNode): Variables {
  const values = new Map<string, string | undefined>();
  const visit = (node: SyntaxNode): void => {
    if (node.type === "Assignment") {
      const { name, value, append } = node;
      const isConstant =
        value.type === "Word" && append !== true && !/[$`]/u.test(value.value);
      values.set(
        name,
        isConstant && !values.has(name) ? value.value : undefined,
      );
    }
    // A loop gives its variable several values.
    if (node.type === "For") values.set(node.name.value, undefined);
    forEachChild(node, visit);
  };
  visit(script);
  return new Map(
    [...values].flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    ),
  );
}

/** Replaces the variables of a text whose values are known; `${name:-default}` and others stay. */
export function expanded(text: string, variables: Variables): string {
  return text.replaceAll(
    /\$(?:\{(\w+)\}|(\w+))/gu,
    (written: string, braced?: string, bare?: string) =>
      variables.get(braced ?? bare ?? "") ?? written,
  );
}
