import { addAll } from "../../core/add-all.js";
import type { Source } from "../../core/source.js";
import { type CommentLine, isCommentedOut, reasonOf } from "../comments.js";
import type { BareSetting, Item } from "../layout.js";
import type { Reason } from "../types.js";
import { isAroundSettings, isOtherOption, linesOf } from "./comment-lines.js";
import type { Container, Unit } from "./containers.js";
import type { Candidate } from "./findings.js";
import type { Comment } from "./mask.js";

/** Words that are above or behind something with several settings. */
export interface Around {
  readonly reason: Reason;
  readonly units: readonly Unit[];
}

/** Makes the items of a container that comments are laid out with. */
export function itemsOf(
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
    addAll(items, pending);
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
        addAll(
          pending,
          lines
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
      addAll(items, kept);
      items.push({ kind: "break" });
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

function columnOf({ text }: Source, offset: number): number {
  return offset - text.lastIndexOf("\n", offset - 1);
}
