import { compare } from "../core/diagnostic.js";
import type { Source } from "../core/source.js";
import type { FormatName } from "./format-names.js";
import { formatNamed, recognise } from "./registry.js";
import type { Draft } from "./spec/draft.js";
import { draftOf } from "./spec/draft-of.js";
import { nodesOf } from "./nodes-of.js";
import type { Remark } from "./types.js";
import { notImported } from "./used-files.js";

/** A file to import. */
export interface ImportFile {
  readonly source: Source;
  /** The role that the command line names for it; otherwise its path does. */
  readonly role: string | undefined;
  /** Whether the command line names the file, and not only a folder above it. */
  readonly isNamed: boolean;
}

/** What the files amount to. */
export interface Imported {
  readonly draft: Draft;
  /** How many settings the files have. */
  readonly count: number;
  /** The files that were read. */
  readonly files: readonly string[];
  /** In the order of the files and lines. */
  readonly remarks: readonly Remark[];
  /** Files of no known format which name keys of the kernel. */
  readonly unknown: readonly string[];
}

/**
 * Reads files in any of the formats, and drafts one spec of all.
 * @param from the format of all files; by default each is told by its content
 */
export function importFiles(
  files: readonly ImportFile[],
  from: FormatName | undefined,
): Imported {
  const unknown: string[] = [];
  const specs =
    from === undefined ? files.filter(({ source }) => isSpec(source)) : [];
  const read = files.flatMap((file) => {
    const { source, isNamed } = file;
    if (specs.includes(file)) return [];
    const format = from === undefined ? recognise(source) : formatNamed(from);
    if (format !== undefined) return [{ file, reading: format.read(source) }];
    if (isNamed || namesKeys.test(source.text)) unknown.push(source.name);
    return [];
  });
  const readings = read.map(({ reading }) => reading);
  const names = files.map(({ source }) => source.name);
  const { draft, remarks } = draftOf(nodesOf(read));
  return {
    draft,
    count: readings.reduce((sum, { settings }) => sum + settings.length, 0),
    files: readings
      .filter(
        ({ settings, commentedOut }) =>
          settings.length + commentedOut.length > 0,
      )
      .map(({ source }) => source.name),
    remarks: inOrder([
      ...readings.flatMap((reading) => reading.remarks),
      ...notImported(readings, names),
      ...specs.map(({ source }) => specRemark(source)),
      ...remarks,
    ]),
    unknown,
  };
}

/** What a file that no format takes may be about. */
const namesKeys =
  /\b(?:net\.(?:core|ipv4|ipv6|netfilter)|vm|fs|kernel)[./][a-z]+_[a-z_]+\s*[:=]/u;

/** Whether a file is a spec of tunegen: the folder that is imported has one already. */
function isSpec({ text }: Source): boolean {
  return /^version: *1 *(?:#.*)?\r?$/mu.test(text) && /^roles:/mu.test(text);
}

function specRemark(source: Source): Remark {
  return {
    kind: "note",
    span: { source, start: 0, end: 0 },
    message: `${source.name} is a spec of tunegen, and was not imported`,
    help: "add to it what was imported from the other files",
  };
}

function inOrder(remarks: readonly Remark[]): readonly Remark[] {
  return [...remarks].sort(
    (a, b) =>
      compare(a.span.source.name, b.span.source.name) ||
      a.span.start - b.span.start,
  );
}
