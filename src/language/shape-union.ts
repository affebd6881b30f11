import type * as z from "zod/mini";
import { type Tree, treeAt } from "../core/tree.js";

export type Issue = z.core.$ZodIssue;

/**
 * What is wrong within the branch of a union that was meant: `{ value: true, why: 5 }` is a wrapped value with two errors,
 * not something that is neither number nor text nor list. The union's own issue where no branch stands out.
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

/** The issues of each branch, those of unions within the union included; paths begin at the union. */
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
