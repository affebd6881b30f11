import type { Source } from "../../core/source.js";
import { type CommentLine, isCommentedOut, reasonOf } from "../comments.js";
import { type BareSetting, type Item, layOut } from "../layout.js";
import type { CommentedOut, Reason, Remark } from "../types.js";
import {
  isAroundSettings,
  isOtherOption,
  isTuningOption,
  linesOf,
} from "./comment-lines.js";
import { type Container, containersOf, type Unit } from "./containers.js";
import { noContext } from "./context.js";
import type { Candidate, Findings } from "./findings.js";
import type { Comment } from "./mask.js";

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
    commentedOut.push(
      ...laid.commentedOut.filter(
        ({ text }) => container.isTuning || isTuningOption(text),
      ),
    );
    if (container.isTuning) remarks.push(...laid.remarks);
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

/** Words that are above or behind something with several settings. */
interface Around {
  readonly reason: Reason;
  readonly units: readonly Unit[];
}

/** Makes the items of a container that comments are laid out with. */
function itemsOf(
  container: Container,
  source: Source,
): { readonly items: readonly Item[]; readonly around: readonly Around[] } {
  const items: Item[] = [];
  const around: Around[] = [];
  let pending: Item[] = [];
  let last: Unit | undefined;
  let tail:
    { readonly column: number; readonly unit: Unit | undefined } | undefined;
  let end = container.from + 1;
  const between = (start: number) => {
    const breaks = source.text.slice(end, start).split("\n").length - 1;
    for (let count = 1; count < breaks; count += 1)
      pending.push({ kind: "blank" });
    return breaks;
  };
  const flush = () => {
    items.push(...pending);
    pending = [];
  };
  const behind = (lines: readonly CommentLine[], unit: Unit | undefined) => {
    const reason = reasonOf(lines);
    if (reason === undefined) return;
    if (unit === undefined || unit.own.length === 0) {
      const units = unit === undefined ? container.units : [unit];
      const isAround = unit !== undefined || isOnOwnLine(container, source);
      if (isAround && units.some(({ all }) => all.length > 0))
        around.push({ reason, units });
      return;
    }
    const item = items.findLast(({ kind }) => kind === "setting");
    const [first] = lines;
    if (item?.kind !== "setting" || first === undefined) return;
    const before = item.comment;
    const joined = {
      text: [before?.text ?? "", ...lines.map(({ text }) => text.trim())]
        .join(" ")
        .trim(),
      span: {
        ...first.span,
        start: before?.span.start ?? first.span.start,
        end: lines.at(-1)?.span.end ?? first.span.end,
      },
    };
    items[items.lastIndexOf(item)] = { ...item, comment: joined };
  };
  for (const element of elementsOf(container)) {
    if ("isBlock" in element) {
      const lines = linesOf(element, source);
      const isInside = last !== undefined && element.start < last.to;
      const breaks = isInside ? 0 : between(element.start);
      const column = columnOf(source, element.start);
      const goesOn = breaks === 1 && tail?.column === column;
      if (breaks === 0 && !isOffLine(lines)) {
        behind(lines, last);
        tail = { column, unit: last };
      } else if (goesOn && tail !== undefined && !isOffLine(lines)) {
        behind(lines, tail.unit);
      } else {
        tail = undefined;
        pending.push(
          ...lines
            .filter(
              ({ text }) =>
                !isAroundSettings(text) &&
                (container.isTuning || !isOtherOption(text)),
            )
            .map((line): Item => ({ kind: "comment", line })),
        );
      }
      end = Math.max(end, element.end);
      continue;
    }
    between(element.from);
    if (element.own.length > 0) {
      flush();
      for (const candidate of element.own)
        items.push({ kind: "setting", setting: bare(candidate) });
    } else {
      const kept = pendingAround(pending, element, container, around);
      items.push(...kept, { kind: "break" });
      pending = [];
    }
    last = element;
    tail = undefined;
    end = element.to;
  }
  flush();
  return { items, around };
}

/** What of the comments above something that is not a setting stays for the layout. */
function pendingAround(
  pending: readonly Item[],
  unit: Unit,
  { isTuning }: Container,
  around: Around[],
): readonly Item[] {
  const words = pending.flatMap((item) =>
    item.kind === "comment" && !isCommentedOut(item.line.text)
      ? [item.line]
      : [],
  );
  const others = pending.filter(
    (item) => item.kind !== "comment" || isCommentedOut(item.line.text),
  );
  if (unit.all.length > 0) {
    const reason = reasonOf(words);
    if (reason !== undefined) around.push({ reason, units: [unit] });
    return others;
  }
  return isTuning ? pending : others;
}

function isOnOwnLine({ from, to }: Container, { text }: Source): boolean {
  return text.slice(from, to).includes("\n");
}

/** The units and comments of a container in the order of the file; a comment in a unit comes after it. */
function elementsOf({
  units,
  comments,
}: Container): readonly (Unit | Comment)[] {
  const start = (element: Unit | Comment) =>
    "isBlock" in element ? element.start : element.from;
  return [...units, ...comments].sort((a, b) => start(a) - start(b));
}

function bare({ path, value, context, span }: Candidate): BareSetting {
  return {
    holder: { kind: "node" },
    path,
    value,
    nixPriority: context.priority,
    span,
  };
}

function isOffLine([first]: readonly CommentLine[]): boolean {
  return first !== undefined && isCommentedOut(first.text);
}

function isOff({ text }: CommentLine): boolean {
  return isCommentedOut(text) && isTuningOption(text);
}

function columnOf({ text }: Source, offset: number): number {
  return offset - text.lastIndexOf("\n", offset - 1);
}
