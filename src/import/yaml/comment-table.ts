import { lineText, positionAt, type Source } from "../../core/source.js";
import { isCommentedOut, reasonOf } from "../comments.js";
import type { CommentedOut, Reason } from "../types.js";
import type { Comment } from "./compose.js";
import type { Section } from "./findings.js";
import { isPlausibleKey } from "./sysctl-key.js";

interface Line extends Comment {
  readonly column: number;
  /** Without the mark. */
  readonly words: string;
  /** Whether nothing is before it. */
  readonly isWhole: boolean;
  readonly isSetting: boolean;
}

/** The comments of a file by line; each is taken at most once. */
export class CommentTable {
  readonly #byLine = new Map<number, Line>();
  readonly #taken = new Set<number>();
  readonly #sectionReasons = new Map<Section, Reason | undefined>();
  readonly #ranges: readonly {
    readonly first: number;
    readonly last: number;
  }[];

  constructor(
    readonly source: Source,
    comments: readonly Comment[],
    readonly sections: readonly Section[],
  ) {
    this.#ranges = this.#rangesOf(sections);
    for (const comment of comments) {
      const { line, column } = positionAt(source, comment.start);
      const before = lineText(source, line).slice(0, column - 1);
      const words = comment.text.replace(/^#+/u, "").trim();
      this.#byLine.set(line, {
        ...comment,
        column,
        words,
        isWhole: before.trim() === "",
        isSetting: isSettingIn(words, this.#isInside(line)),
      });
    }
  }

  /** The lines that are comments, or have one that was taken. */
  get lines(): ReadonlySet<number> {
    const whole = [...this.#byLine].filter(([, { isWhole }]) => isWhole);
    return new Set(whole.map(([line]) => line));
  }

  /** Takes the comments at the top of the file that are not directly above a setting. */
  takeHeading(isSetting: (line: number) => boolean): Reason | undefined {
    const lines: number[] = [];
    let line = 1;
    for (; line <= this.#lastLine(); line += 1) {
      if (this.#isWhole(line)) lines.push(line);
      else if (!this.#isBlank(line)) break;
    }
    if (isSetting(line))
      while (lines.at(-1) === line - 1) {
        lines.pop();
        line -= 1;
      }
    // Settings in comments are none of its words.
    const words = lines.filter(
      (each) => this.#byLine.get(each)?.isSetting !== true,
    );
    return this.#take(words);
  }

  /**
   * Takes the comment whose last line is directly above a line. One that is indented more belongs to what is above it.
   */
  takeAbove(line: number, column: number): Reason | undefined {
    const lines: number[] = [];
    for (let above = line - 1; this.#isFree(above); above -= 1) {
      if ((this.#byLine.get(above)?.column ?? 0) > column) break;
      lines.push(above);
    }
    lines.reverse();
    return this.#take(lines.filter((each) => this.#isProse(each)));
  }

  /** Takes a comment above a line that a blank line ends, after the key of the section. */
  takeHeader(line: number, section: Section | undefined): Reason | undefined {
    let above = line - 1;
    while (this.#isWhole(above)) above -= 1;
    if (!this.#isBlank(above)) return undefined;
    while (this.#isBlank(above)) above -= 1;
    const start =
      section === undefined
        ? 0
        : positionAt(this.source, section.key.start).line;
    const lines: number[] = [];
    for (; above > start && this.#isFree(above); above -= 1)
      if (this.#isProse(above)) lines.unshift(above);
    return this.#take(lines);
  }

  /** Returns the comment at the end of one of several lines. */
  endComment(first: number, last: number): Reason | undefined {
    const lines: number[] = [];
    for (let line = first; line <= last; line += 1)
      if (this.#byLine.get(line)?.isWhole === false) lines.push(line);
    return this.#take(lines, true);
  }

  /** Returns the comment above the key of a section or at the end of its line. */
  sectionReason(section: Section | undefined): Reason | undefined {
    if (section === undefined) return undefined;
    if (!this.#sectionReasons.has(section)) {
      const { line, column } = positionAt(this.source, section.key.start);
      this.#sectionReasons.set(
        section,
        this.takeAbove(line, column) ?? this.endComment(line, line),
      );
    }
    return this.#sectionReasons.get(section);
  }

  /** Whether only settings in comments are between two lines. */
  isContiguous(before: number, line: number): boolean {
    for (let between = before + 1; between < line; between += 1)
      if (!this.#isWhole(between)) return false;
    return true;
  }

  /** Counts the blank lines above a line and the comment that is directly above it. */
  blanksAbove(line: number): number {
    let above = line - 1;
    while (this.#isWhole(above)) above -= 1;
    const first = above;
    while (this.#isBlank(above)) above -= 1;
    return first - above;
  }

  /** Takes all comments that are settings. */
  takeCommentedOut(): readonly CommentedOut[] {
    return [...this.#byLine].flatMap(([line, comment]) => {
      const { isSetting, isWhole, words, start, text } = comment;
      if (!isSetting || !isWhole || this.#taken.has(line)) return [];
      this.#taken.add(line);
      const span = {
        source: this.source,
        start: start + text.indexOf(words),
        end: start + text.length,
      };
      const next = this.#byLine.get(line + 1);
      // The value of `- name: key` is on the next line.
      if (
        /^-?\s*(?:name|key):/u.test(words) &&
        next?.isWhole === true &&
        next.words.startsWith("value:")
      ) {
        this.#taken.add(line + 1);
        return [{ text: `${words}, ${next.words}`, span }];
      }
      return [{ text: words, span }];
    });
  }

  /** Takes what is left of the sections: comments that a reader may want to keep. */
  takeNotes(): readonly Reason[] {
    const notes = this.sections.flatMap((section) =>
      this.#sectionReasons.has(section)
        ? []
        : (this.sectionReason(section) ?? []),
    );
    let lines: number[] = [];
    const end = (): void => {
      const reason = this.#take(lines);
      if (reason !== undefined) notes.push(reason);
      lines = [];
    };
    for (const { first, last } of this.#ranges) {
      for (let line = first; line <= last; line += 1) {
        if (!this.#taken.has(line) && this.#isProse(line)) lines.push(line);
        else end();
      }
      end();
    }
    return notes;
  }

  #take(lines: readonly number[], again = false): Reason | undefined {
    const found = lines.flatMap((line) => {
      const comment = this.#byLine.get(line);
      if (comment === undefined || (!again && this.#taken.has(line))) return [];
      this.#taken.add(line);
      const { words: text, start } = comment;
      const end = start + comment.text.length;
      return [{ text, span: { source: this.source, start, end } }];
    });
    return found.length === 0 ? undefined : reasonOf(found);
  }

  /** Whether a line is a comment that is not taken yet. */
  #isFree(line: number): boolean {
    return this.#isWhole(line) && !this.#taken.has(line);
  }

  #isProse(line: number): boolean {
    return this.#byLine.get(line)?.isSetting === false;
  }

  #isWhole(line: number): boolean {
    return this.#byLine.get(line)?.isWhole === true;
  }

  #isBlank(line: number): boolean {
    return (
      line > 0 &&
      line <= this.#lastLine() &&
      lineText(this.source, line).trim() === ""
    );
  }

  #lastLine(): number {
    return positionAt(this.source, this.source.text.length).line;
  }

  #isInside(line: number): boolean {
    let [low, high] = [0, this.#ranges.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const range = this.#ranges[middle];
      if (range === undefined) return false;
      if (line < range.first) high = middle - 1;
      else if (line > range.last) low = middle + 1;
      else return true;
    }
    return false;
  }

  /** The lines of each section, with the comments behind it that are indented like its content; none overlap. */
  #rangesOf(
    sections: readonly Section[],
  ): readonly { readonly first: number; readonly last: number }[] {
    const ranges: { first: number; last: number }[] = [];
    const ordered = sections.toSorted((a, b) => a.key.start - b.key.start);
    for (const { key, end } of ordered) {
      const { line, column } = positionAt(this.source, key.start);
      let { line: last } = positionAt(
        this.source,
        Math.max(key.start, end - 1),
      );
      for (let next = last + 1; next <= this.#lastLine(); next += 1) {
        const text = lineText(this.source, next);
        const indent = text.length - text.trimStart().length;
        if (text.trim() === "") continue;
        if (!text.trimStart().startsWith("#") || indent < column) break;
        last = next;
      }
      const before = ranges.at(-1);
      if (before !== undefined && line <= before.last)
        before.last = Math.max(before.last, last);
      else ranges.push({ first: line, last });
    }
    return ranges;
  }
}

/** A key with a value, in a place where keys of settings are. */
function isSettingIn(words: string, isInside: boolean): boolean {
  if (isCommentedOut(words)) return true;
  const text = words.replace(/^-\s+/u, "");
  const found = /^["']?([\w./*:~+-]+?)\+?["']?\s{0,20}[:=]\s?(.*)$/u.exec(text);
  if (found === null) return false;
  const [, key = "", rest = ""] = found;
  const value = rest.replace(/\s+#.*$/u, "").trim();
  if (
    isPlausibleKey(value.replaceAll(/["']/gu, "")) &&
    /^(?:name|key)$/u.test(key)
  )
    return true;
  if (!isInside) return false;
  return (
    /^(?:["'][^"']*["']|[^\s"']*)$/u.test(value) &&
    (/[._/-]/u.test(key) || /^[a-z]+(?:[A-Z][a-z0-9]*)+$/u.test(key))
  );
}
