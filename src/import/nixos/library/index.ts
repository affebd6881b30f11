import type { Evaluation } from "../evaluation.js";
import type { Node } from "../syntax.js";
import { known, type Lazy, type Value } from "../value.js";
import { curried, type LibraryFunction } from "./define.js";
import { lists } from "./lists.js";
import { priorities } from "./priorities.js";
import { sets } from "./sets.js";
import { values } from "./values.js";

/** The functions of lib and builtins that can be computed without the rest of the configuration. */
const functions: ReadonlyMap<string, LibraryFunction> = new Map(
  Object.entries({ ...lists, ...priorities, ...sets, ...values }),
);

/**
 * What a name stands for that the file does not define: a library, or a function of one. Functions count also where the
 * file does not say that they are of lib, because nothing else has their names.
 */
export function builtin(
  name: string,
  evaluation: Evaluation,
): Value | undefined {
  if (name === "lib" || name === "pkgs") return { kind: "library", path: name };
  const found = functions.get(name);
  return found && curried(found, evaluation);
}

/** Looks up a name in a library; a library has all names, but one that `with` opened only the known functions. */
export function member(
  path: string,
  name: string,
  node: Node,
  evaluation: Evaluation,
  isWith: boolean,
): Lazy | undefined {
  const found = isLibrary(path) ? functions.get(name) : undefined;
  if (found !== undefined) return known(node, curried(found, evaluation));
  return isWith
    ? undefined
    : known(node, {
        kind: "library",
        path: path === "" ? name : `${path}.${name}`,
      });
}

function isLibrary(path: string): boolean {
  const names = path.split(".");
  return names.includes("lib") || names[0] === "builtins";
}
