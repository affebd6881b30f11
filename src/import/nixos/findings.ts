import type { Source, Span } from "../../core/source.js";
import type { FoundFact, Remark, SpecValue, UsedFile } from "../types.js";
import type { Context } from "./context.js";
import { type Node, quoted, type Syntax } from "./syntax.js";

/** A range of offsets, as nodes have it. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A setting, before it is decided which of several values is taken, and before the comments around it are read. */
export interface Candidate {
  readonly path: readonly [section: string, ...names: string[]];
  readonly value: SpecValue;
  readonly context: Context;
  readonly span: Span;
  /** The binding or the item of a list that it is in: comments are around it. */
  readonly anchor: Node;
  /** The bindings of constants that its value is made of: comments are around them, too. */
  readonly uses?: readonly Node[];
}

/** Collects what the readers find in one file. */
export class Findings {
  readonly candidates: Candidate[] = [];
  readonly facts: FoundFact[] = [];
  readonly remarks: Remark[] = [];
  readonly uses: UsedFile[] = [];
  /** How many options of those that are read, and of all others, the file sets. */
  options = 0;
  others = 0;
  readonly source: Source;
  readonly syntax: Syntax;
  readonly #read = new Set<number>();
  readonly #seen = new Set<number>();

  /** The bindings that were looked up, since the list was last emptied. */
  readonly used: Node[];

  constructor(syntax: Syntax, used: Node[]) {
    this.used = used;
    this.syntax = syntax;
    this.source = syntax.source;
  }

  span({ from, to }: Range): Span {
    return { source: this.source, start: from, end: to };
  }

  quote(node: Node): string {
    return quoted(this.source, node);
  }

  add(candidate: Candidate): void {
    this.candidates.push(candidate);
    this.read(candidate.anchor);
  }

  /** Notes that a binding was read, so that it is not looked for once more. */
  read({ from }: Range): void {
    this.#read.add(from);
  }

  isRead({ from }: Range): boolean {
    return this.#read.has(from);
  }

  /** Notes that a binding is one of a module that was read, whether of its options or of others. */
  see({ from }: Range): void {
    this.#seen.add(from);
  }

  isSeen({ from }: Range): boolean {
    return this.#seen.has(from);
  }

  fact(name: string, value: FoundFact["value"], place: Range): void {
    if (!this.facts.some((fact) => fact.name === name && fact.value === value))
      this.facts.push({ name, value, span: this.span(place) });
  }

  /** Notes that the file imports another one. */
  use(path: string, place: Range): void {
    this.options += 1;
    this.uses.push({ path, span: this.span(place) });
  }

  remark(
    kind: Remark["kind"],
    place: Range,
    message: string,
    help?: string,
  ): void {
    const span = this.span(place);
    this.remarks.push({ kind, span, message, ...(help && { help }) });
  }
}
