import { type Diagnostic, error } from "./diagnostic.js";
import type { Entry, Tree } from "./tree.js";
import type { Acceptance, Part, Reasons } from "./written.js";

/** A value with everything that may be wrapped around it. */
export interface Wrapped extends Reasons {
  /** The value itself, out of its `{ value, why, refs, accept }`. */
  readonly inner: Tree;
}

/** Takes `{ value, why, refs, accept }` apart; the comment at the line's end is the reason where none is written. */
export function unwrap(entry: Entry): Wrapped {
  const { value, comment } = entry;
  const inner = value.entries?.get("value")?.value;
  const reasons = readReasons(value);
  const innerComment = value.entries?.get("value")?.comment;
  return {
    ...reasons,
    why: reasons.why ?? comment ?? innerComment,
    inner: inner ?? value,
  };
}

/** The fields `why`, `refs` and `accept` of a mapping. */
export function readReasons(tree: Tree): Reasons {
  const { entries } = tree;
  const why = entries?.get("why")?.value.data;
  const refs = entries?.get("refs")?.value.items ?? [];
  const accept = new Map<string, Acceptance>();
  for (const [rule, { key, value }] of entries?.get("accept")?.value.entries ??
    []) {
    accept.set(rule, { reason: String(value.data), span: key });
  }
  return {
    why: typeof why === "string" && why.trim() !== "" ? why : undefined,
    refs: refs.map((ref) => String(ref.data)),
    accept,
  };
}

/** An `accept` needs a reason: an empty one is a fault. */
export function acceptFaults(reasons: Reasons): readonly Diagnostic[] {
  return [...reasons.accept].flatMap(([rule, { reason, span }]) =>
    reason.trim() === ""
      ? [
          error(
            "accept-without-reason",
            span,
            `\`accept: ${rule}\` gives no reason`,
            {
              why: "who reads this in a year must know why the finding is meant",
              help: `write ${rule}: "the reason"`,
            },
          ),
        ]
      : [],
  );
}

/** A scalar in the user's own spelling: `010` stays `010`. */
export function partOf(tree: Tree): Part {
  return {
    raw:
      typeof tree.data === "string"
        ? tree.data
        : (tree.raw ?? String(tree.data)),
    span: tree.span,
  };
}
