import type { Source, Span } from "../../core/source.js";
import type {
  FoundFact,
  Holder,
  Remark,
  SpecValue,
  UsedFile,
} from "../types.js";
import type { FormatName } from "../format-names.js";
import { EXPRESSION, hasExpression } from "./templates.js";

/** A range of offsets in the file. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A setting, before the comments around it are given to it. */
export interface Draft {
  readonly holder: Holder;
  readonly path: readonly [section: string, ...names: string[]];
  readonly value: SpecValue;
  /** The key. */
  readonly key: Range;
  /** From the item's first character to the last one of its value. */
  readonly whole: Range;
  /** Whether it was found where no known format has settings. */
  readonly guessed: boolean;
  /** What tells pods apart that the file gives no name: `controller`. */
  readonly scope?: string;
}

/** A place with settings: the key, and all below it. */
export interface Section {
  readonly key: Range;
  readonly end: number;
}

/** Collects what the readers find in one file. */
export class Findings {
  readonly drafts: Draft[] = [];
  readonly facts: FoundFact[] = [];
  readonly remarks: Remark[] = [];
  readonly sections: Section[] = [];
  readonly uses: UsedFile[] = [];
  /** The roles of the file's nodes. */
  readonly groups: string[] = [];
  /** The formats that parts of the file have, the first one first. */
  readonly formats: FormatName[] = [];

  constructor(readonly source: Source) {}

  /** Notes that a part of the file has a format. */
  seen(format: FormatName): void {
    if (!this.formats.includes(format)) this.formats.push(format);
  }

  section(key: Range, { end }: Range): void {
    this.sections.push({ key, end });
  }

  /** Adds a setting, unless a template writes its value: then it is left. */
  setting(draft: Omit<Draft, "guessed">, guessed = false): void {
    const name = draft.path.slice(1).join(" ");
    if (hasExpression(name + JSON.stringify(draft.value))) {
      this.left(
        draft.key,
        `\`${this.quote(draft.whole)}\` has an expression of a template`,
        "add the setting to the spec with the value that the template gets",
      );
      return;
    }
    this.drafts.push({ ...draft, guessed });
  }

  /** Adds what the file says of its node, once. */
  fact(name: string, value: FoundFact["value"], place: Range): void {
    if (typeof value === "string" && (value === "" || hasExpression(value)))
      return;
    if (
      this.facts.some((known) => known.name === name && known.value === value)
    )
      return;
    this.facts.push({ name, value, span: this.span(place) });
  }

  left(place: Range, message: string, help?: string): void {
    this.#remark("left", place, message, help);
  }

  changed(place: Range, message: string, help?: string): void {
    this.#remark("changed", place, message, help);
  }

  condition(place: Range, message: string, help?: string): void {
    this.#remark("condition", place, message, help);
  }

  note(place: Range, message: string, help?: string): void {
    this.#remark("note", place, message, help);
  }

  /** Returns what the file has in a range, in one line and at most 80 characters. */
  quote({ start, end }: Range): string {
    const text = this.source.text.slice(start, Math.min(end, start + 300));
    const line = text.trim().replaceAll(/\s+/gu, " ");
    return line.length > 80 ? `${line.slice(0, 79)}…` : line;
  }

  /** Returns a name with the expressions that the file has in it. */
  nameOf(text: string, place: Range): string {
    return text.includes(EXPRESSION) ? this.quote(place) : text;
  }

  span({ start, end }: Range): Span {
    return { source: this.source, start, end };
  }

  #remark(
    kind: Remark["kind"],
    place: Range,
    message: string,
    help: string | undefined,
  ): void {
    const span = this.span(place);
    this.remarks.push({
      kind,
      span,
      message,
      ...(help === undefined ? {} : { help }),
    });
  }
}
