import type * as z from "zod/mini";
import { type Tree, treeAt } from "../core/tree.js";

export type Issue = z.core.$ZodIssue;

/**
 * Replaces the issue of a union by the issues of the branch that fits best: `{ value: true, why: 5 }` is a mapping with
 * two wrong fields, and not just an invalid value. Returns the union's own issue if no branch fits.
 */
export function sharpen(issue: Issue, tree: Tree): readonly Issue[] {
  if (issue.code !== "invalid_union") return [issue];
  const meant = branchesOf(issue)
    .map((issues) =>
      issues.map((each) => ({ ...each, path: [...issue.path, ...each.path] })),
    )
    .filter((issues) =>
      issues.every(
        (each) =>
          each.code === "unrecognized_keys" ||
          (each.path.length > issue.path.length &&
            treeAt(tree, each.path) !== undefined),
      ),
    )
    .sort((a, b) => a.length - b.length)[0];
  return meant?.flatMap((each) => sharpen(each, tree)) ?? [issue];
}

/** Returns the issues of each branch, including those of nested unions; paths are relative to the union. */
function branchesOf(issue: Issue): readonly (readonly Issue[])[] {
  if (issue.code !== "invalid_union") return [[issue]];
  return issue.errors.flatMap((issues) => {
    const [first, second] = issues;
    return first?.code === "invalid_union" &&
      first.path.length === 0 &&
      second === undefined
      ? branchesOf(first)
      : [issues];
  });
}
