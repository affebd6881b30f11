import type { Lazy } from "./value.js";

/** The names that an expression sees. */
export interface Scope {
  readonly outer: Scope | undefined;
  /** Names of `with` count after all others. */
  readonly isWith: boolean;
  find(name: string): Lazy | undefined;
}

/** Finds what a name stands for: the innermost definition, then that of the innermost `with`. */
export function find(scope: Scope | undefined, name: string): Lazy | undefined {
  for (const isWith of [false, true]) {
    for (let at = scope; at !== undefined; at = at.outer) {
      const found = at.isWith === isWith ? at.find(name) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
