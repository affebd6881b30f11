import type { AcceptableCode } from "./diagnostics/registry.js";
import type { Reporter } from "./report.js";
import type { Entry, Tree } from "./tree.js";
import type { Part, Reasons } from "./written.js";

/** A value with its reasons. */
export interface Wrapped extends Reasons {
  /** The value itself, out of its `{ value, why, refs, accept }`. */
  readonly inner: Tree;
}

/** What has no reasons: a name in a list. */
export const noReasons: Reasons = Object.freeze({
  why: undefined,
  refs: Object.freeze([]),
  accept: new Map(),
});

/** Reads `{ value, why, refs, accept }`; without a `why`, the comment at the end of the line is the reason. */
export function unwrap(entry: Entry, reporter: Reporter): Wrapped {
  const { value, comment } = entry;
  // Nearly every setting is a plain value with a comment, and a spec may have a hundred thousand of them.
  if (value.entries === undefined) {
    const { refs, accept } = noReasons;
    return {
      why: comment,
      refs,
      accept: reporter.accept ?? accept,
      inner: value,
    };
  }
  const inner = value.entries.get("value");
  const { why, refs, accept } = readReasons(value, reporter);
  return {
    why: why ?? comment ?? inner?.comment,
    refs,
    accept,
    inner: inner?.value ?? value,
  };
}

/**
 * Reads the fields `why`, `refs` and `accept` of a mapping; reports an `accept` without a reason. What is accepted around
 * the mapping is accepted in it.
 */
export function readReasons(tree: Tree, reporter: Reporter): Reasons {
  const { entries } = tree;
  const why = entries?.get("why")?.value.data;
  const refs = entries?.get("refs")?.value.items ?? [];
  const accept = new Map(reporter.accept);
  for (const [rule, { key, value }] of entries?.get("accept")?.value.entries ??
    []) {
    const reason = String(value.data);
    accept.set(rule, { reason, span: key, within: accept.get(rule) });
    if (reason.trim() !== "") continue;
    reporter.error(
      "accept-without-reason",
      key,
      `\`accept: ${rule}\` has no reason`,
      {
        why: "a year from now nobody will know why the finding was accepted",
        help: `write ${rule}: "the reason"`,
      },
    );
  }
  return {
    why: typeof why === "string" && why.trim() !== "" ? why : undefined,
    refs: refs.map((ref) => String(ref.data)),
    accept,
  };
}

/** Whether an `accept` keeps a setting in spite of an error. */
export function isAccepted(
  accept: Reasons["accept"],
  code: AcceptableCode,
): boolean {
  return accept.has(code);
}

/** Returns a scalar as written: `010` stays `010`. */
export function partOf(tree: Tree): Part {
  return {
    raw:
      typeof tree.data === "string"
        ? tree.data
        : (tree.raw ?? String(tree.data)),
    span: tree.span,
  };
}
