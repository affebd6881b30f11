import { addAll } from "../../core/add-all.js";
import { type CommentLine, isCommentedOut, reasonOf } from "../comments.js";
import { layOut } from "../layout.js";
import type { CommentedOut, Reason, Remark } from "../types.js";
import { isTuningOption, linesOf } from "./comment-lines.js";
import { itemsOf } from "./container-items.js";
import { containersOf } from "./containers.js";
import { noContext } from "./context.js";
import type { Candidate, Findings } from "./findings.js";

/** The comments of a file. */
export interface Comments {
  readonly heading: Reason | undefined;
  readonly commentedOut: readonly CommentedOut[];
  readonly remarks: readonly Remark[];
  reasonsOf(candidate: Candidate): Reasons;
}

/** The words around a setting. */
export interface Reasons {
  readonly reason: Reason | undefined;
  readonly group: Reason | undefined;
}

const none: Reasons = Object.freeze({ reason: undefined, group: undefined });

/** Gives each setting the comments around it. */
export function commentsOf(
  candidates: readonly Candidate[],
  findings: Findings,
): Comments {
  const { source, syntax } = findings;
  const reasons = new Map<Candidate["span"], Reasons>();
  const commentedOut: CommentedOut[] = [];
  const remarks: Remark[] = [];
  // The unit of a service in the list of those with limits is its limit, too.
  const described = candidates.filter(({ path }) => path[1] !== "services");
  const constants = constantsOf(described, findings);
  const { containers, loose } = containersOf(
    [...described, ...constants.values()],
    findings,
  );
  // From the inside to the outside: the words nearest to a setting come first.
  for (const container of [...containers].sort((a, b) => b.from - a.from)) {
    const { items, around } = itemsOf(container, source);
    const laid = layOut([{ kind: "break" }, ...items]);
    for (const { setting } of laid.settings)
      give(reasons, setting.span, setting.reason, setting.group);
    for (const { reason, units } of around) {
      const spans = units.flatMap(({ all }) => all).map(({ span }) => span);
      if (!giveAround(reasons, spans, reason)) remarks.push(unused(reason));
    }
    addAll(
      commentedOut,
      laid.commentedOut.filter(
        ({ text }) => container.isTuning || isTuningOption(text),
      ),
    );
    if (container.isTuning) addAll(remarks, laid.remarks);
  }
  const start = syntax.root?.from ?? source.text.length;
  const lines = loose
    .filter((comment) => comment.start < start)
    .flatMap((comment) => linesOf(comment, source));
  for (const { text, span } of lines.filter((line) => isOff(line)))
    commentedOut.push({ text: text.trim(), span });
  return {
    heading: reasonOf(lines.filter((line) => !isOff(line))),
    commentedOut: commentedOut.sort((a, b) => a.span.start - b.span.start),
    remarks,
    reasonsOf: ({ span, uses = [] }) => {
      const own = reasons.get(span) ?? none;
      if (own.reason !== undefined) return own;
      const [words] = uses.flatMap(({ from }) => {
        const constant = constants.get(from);
        const { reason, group } =
          (constant && reasons.get(constant.span)) ?? none;
        return reason ?? group ?? [];
      });
      return { ...own, reason: words };
    },
  };
}

/** The constants that values are made of, as if they were settings: so they get the comments around them. */
function constantsOf(
  candidates: readonly Candidate[],
  findings: Findings,
): ReadonlyMap<number, Candidate> {
  const found = new Map<number, Candidate>();
  for (const anchor of candidates.flatMap(({ uses = [] }) => uses)) {
    if (found.has(anchor.from) || findings.isRead(anchor)) continue;
    const span = findings.span(anchor);
    found.set(anchor.from, {
      path: ["constant"],
      value: null,
      context: noContext,
      span,
      anchor,
    });
  }
  return found;
}

function give(
  reasons: Map<Candidate["span"], Reasons>,
  span: Candidate["span"],
  reason: Reason | undefined,
  group: Reason | undefined,
): void {
  const known = reasons.get(span) ?? none;
  reasons.set(span, {
    reason: known.reason ?? reason,
    group: known.group ?? group,
  });
}

/** Gives words to the settings that they are around, if they have none of their own. Words around one setting are its reason. */
function giveAround(
  reasons: Map<Candidate["span"], Reasons>,
  spans: readonly Candidate["span"][],
  words: Reason,
): boolean {
  let isUsed = false;
  for (const span of spans) {
    const known = reasons.get(span) ?? none;
    const isReason = spans.length === 1 && known.reason === undefined;
    isUsed ||= isReason || known.group === undefined;
    if (isReason) give(reasons, span, words, undefined);
    else give(reasons, span, undefined, words);
  }
  return isUsed;
}

function unused({ text = "", refs, span }: Reason): Remark {
  const words = [text, ...refs].join(" ").trim();
  return {
    kind: "note",
    span,
    message: `the comment \`${words}\` is above settings that have comments of their own`,
  };
}

function isOff({ text }: CommentLine): boolean {
  return isCommentedOut(text) && isTuningOption(text);
}
