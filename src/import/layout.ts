import {
  type CommentLine,
  isCommentedOut,
  reasonOf,
  titleLength,
} from "./comments.js";
import type { CommentedOut, FoundSetting, Reason, Remark } from "./types.js";

/** A setting, before the comments around it are read. */
export type BareSetting = Omit<FoundSetting, "reason" | "group">;

/** What a line of a file is; a line may have several settings. */
export type Item =
  | { readonly kind: "comment"; readonly line: CommentLine }
  | { readonly kind: "blank" }
  /** Settings before and after it are not one group. */
  | { readonly kind: "break" }
  /** A line that is meant as a setting, and that a remark is about. */
  | { readonly kind: "left" }
  | {
      readonly kind: "setting";
      readonly setting: BareSetting;
      /** What the file asks before it sets it: `if eth0`. */
      readonly condition?: string | undefined;
      /** The comment at the end of the line. */
      readonly comment?: CommentLine | undefined;
    };

/** A setting, and the condition of the file under which it is set. */
export interface Conditional {
  readonly setting: FoundSetting;
  readonly condition: string | undefined;
}

/** Settings with the comments around them, in the order of the file. */
export interface Layout {
  readonly heading: Reason | undefined;
  readonly settings: readonly Conditional[];
  readonly commentedOut: readonly CommentedOut[];
  /** Comments that belong to no setting. */
  readonly remarks: readonly Remark[];
}

type Member =
  | Extract<Item, { kind: "setting" | "left" }>
  | { readonly kind: "off"; readonly line: CommentLine };

/** Words, and what is below them without a blank line between. */
interface Segment {
  readonly words: CommentLine[];
  readonly members: Member[];
}

/** A comment with a blank line below it, which belongs to what follows. */
interface Section {
  readonly reason: Reason;
  /** A drawn title holds until the next one, and other words until the next comment. */
  readonly isTitle: boolean;
  used: boolean;
}

/**
 * Gives each setting its comments. The words directly above one setting are its reason, those above several are their
 * group's; words with a blank line below them are the group's of what follows, or at the top the file's heading.
 */
export function layOut(items: readonly Item[]): Layout {
  const settings: Conditional[] = [];
  const commentedOut: CommentedOut[] = [];
  const remarks: Remark[] = [];
  let heading: Reason | undefined;
  let section: Section | undefined;
  const open = (next: Section | undefined): void => {
    if (section?.used === false) remarks.push(unclaimed(section.reason));
    section = next;
  };

  const place = (
    { words, members }: Segment,
    around: Section | undefined,
  ): void => {
    const reason = reasonOf(words);
    const found = members.filter((member) => member.kind === "setting");
    const lines = members.filter((member) => member.kind !== "off").length;
    const isGroup = reason !== undefined && lines > 1 && !isBareWord(words);
    const isOwn = reason !== undefined && lines === 1;
    const isLost = found.length === 0 || (lines > 1 && !isGroup);
    if (reason !== undefined && lines > 0 && isLost)
      remarks.push(unclaimed(reason));
    for (const member of members) {
      if (member.kind === "left") continue;
      if (member.kind === "off") {
        const { text, span } = member.line;
        const own = lines === 0 ? reason : undefined;
        commentedOut.push({ text: text.trim(), reason: own, span });
        continue;
      }
      if (around !== undefined && !isGroup) around.used = true;
      const end = member.comment && reasonOf([member.comment]);
      const setting = {
        ...member.setting,
        reason: isOwn ? both(reason, end) : end,
        group: isGroup ? reason : around?.reason,
      };
      settings.push({ setting, condition: member.condition });
    }
  };

  const all = chunksOf(items);
  for (const [at, { segments, isApart }] of all.entries()) {
    const [first] = segments;
    if (at === 0 && first !== undefined) heading = reasonOf(noticeOf(first));
    const isNext = section !== undefined && !section.used;
    if (isApart && section?.used === true) open(undefined);
    else if (section?.isTitle === false && !isNext && hasWords(first))
      open(undefined);
    for (const segment of segments) {
      const title = titleOf(segment);
      if (title !== undefined) open(title);
      if (segment.members.length > 0) {
        place(segment, section);
        continue;
      }
      const reason = reasonOf(segment.words);
      if (reason === undefined) continue;
      if (at === 0 && segments.length === 1)
        heading = heading === undefined ? reason : both(heading, reason);
      else
        open({ reason, isTitle: titleLength(segment.words) > 0, used: false });
    }
  }
  open(undefined);
  return { heading, settings, commentedOut, remarks };
}

function hasWords(segment: Segment | undefined): boolean {
  return segment !== undefined && segment.words.length > 0;
}

/** Whether a comment is one word without a sign that it is a title: a capital letter, a colon, or a drawn line. */
function isBareWord(words: readonly CommentLine[]): boolean {
  const [line, ...others] = words;
  return (
    line !== undefined &&
    others.length === 0 &&
    titleLength(words) === 0 &&
    /^[\p{Ll}\p{N}_-]+\.?$/u.test(line.text.trim())
  );
}

/** Takes the lines off the words that say who writes the file. */
function noticeOf({ words }: Segment): readonly CommentLine[] {
  const end = words.findIndex(
    ({ text }) =>
      !/managed by|ansible_managed|generated by|do not edit/iu.test(text),
  );
  return words.splice(0, end < 0 ? words.length : end);
}

/** Takes a drawn title off the words, if other words are below it. */
function titleOf({ words }: Segment): Section | undefined {
  const length = titleLength(words);
  if (length === 0 || reasonOf(words.slice(length)) === undefined)
    return undefined;
  const reason = reasonOf(words.splice(0, length));
  return reason && { reason, isTitle: true, used: false };
}

function unclaimed(reason: Reason): Remark {
  const words = [reason.text ?? "", ...reason.refs].join(" ").trim();
  return {
    kind: "note",
    span: reason.span,
    message: `the comment \`${words}\` belongs to no setting`,
  };
}

/** The words above a setting, and those at the end of its line. */
function both(above: Reason, end: Reason | undefined): Reason {
  if (end === undefined) return above;
  const texts = [above.text, end.text].filter((text) => text !== undefined);
  const [first = ""] = texts;
  return Object.freeze({
    text:
      texts.length === 0
        ? undefined
        : texts.join(/[.!?:;,]$/u.test(first) ? " " : "; "),
    refs: [...new Set([...above.refs, ...end.refs])],
    span: above.span,
  });
}

/** Lines without a blank one between them, in segments. */
interface Chunk {
  readonly segments: readonly Segment[];
  /** Whether more than one blank line is above it. */
  readonly isApart: boolean;
}

function chunksOf(items: readonly Item[]): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let segments: Segment[] = [];
  let blanks = 0;
  let blanksAbove = 0;
  const end = (): void => {
    if (segments.length > 0)
      chunks.push({ segments, isApart: blanksAbove > 1 });
    segments = [];
  };
  const last = (isNew: (segment: Segment) => boolean): Segment => {
    const present = segments.at(-1);
    if (present !== undefined && !isNew(present)) return present;
    const made: Segment = { words: [], members: [] };
    segments.push(made);
    return made;
  };
  for (const item of items) {
    if (item.kind === "blank") {
      end();
      blanks += 1;
      continue;
    }
    if (segments.length === 0) blanksAbove = blanks;
    blanks = 0;
    if (item.kind === "break") last(({ members }) => members.length > 0);
    else if (item.kind === "setting" || item.kind === "left")
      last(() => false).members.push(item);
    else if (isCommentedOut(item.line.text))
      last(() => false).members.push({ kind: "off", line: item.line });
    else last(({ members }) => members.length > 0).words.push(item.line);
  }
  end();
  return chunks;
}
