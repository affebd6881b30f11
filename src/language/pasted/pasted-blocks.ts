import type { Edit } from "../../core/diagnostic.js";
import type { Source, Span } from "../../core/source.js";
import { type Line, linesOf } from "./lines.js";
import {
  isSettingLine,
  type PastedForm,
  type PastedLine,
  readPastedLine,
} from "./pasted-line.js";

/** Neighbouring lines of a spec that are written in the form of another file. */
export interface PastedBlock {
  readonly form: PastedForm;
  /** From the first setting to the end of the last one. */
  readonly span: Span;
  /** All lines, with those that only enclose the settings. */
  readonly region: Span;
  readonly settings: readonly PastedLine[];
  /** What makes lines of a spec of them; empty where a value has to be evaluated. */
  readonly edits: readonly Edit[];
}

interface Found {
  readonly at: number;
  readonly setting: PastedLine;
}

/** Finds the settings in a source that were pasted from other files, block by block. */
export function pastedBlocks(source: Source): readonly PastedBlock[] {
  const lines = linesOf(source.text);
  const blocks: PastedBlock[] = [];
  let block: Found[] = [];
  const close = (): void => {
    const [first] = block;
    if (first !== undefined) blocks.push(blockOf(source, lines, first, block));
    block = [];
  };
  lines.forEach(({ text, isProse }, at) => {
    const setting = isProse ? undefined : readPastedLine(text);
    if (setting === undefined && isAside(text)) return;
    if (setting?.form !== block[0]?.setting.form) close();
    if (setting !== undefined) block.push({ at, setting });
  });
  close();
  return blocks;
}

/** Whether a line is empty or a comment; sysctl.conf has those with a semicolon, too. */
function isAside(text: string): boolean {
  return /^\s*(?:[#;].*)?$/u.test(text);
}

function blockOf(
  source: Source,
  lines: readonly Line[],
  first: Found,
  found: readonly Found[],
): PastedBlock {
  const { form } = first.setting;
  const last = found.at(-1) ?? first;
  const [begin, end] =
    form === "Nix" ? enclosing(lines, first.at, last.at) : [first.at, last.at];
  const span = (from: number, to: number): Span => ({
    source,
    start: from,
    end: to,
  });
  const startOf = (at: number): number => lines[at]?.start ?? 0;
  const endOf = (at: number): number =>
    startOf(at) + (lines[at]?.text.length ?? 0);
  const indent = " ".repeat(indentFor(lines, begin, end, first.setting.start));
  const settings = new Map(found.map(({ at, setting }) => [at, setting]));
  const edits: Edit[] = [];
  for (let at = begin; at <= end; at += 1) {
    const setting = settings.get(at);
    const text = lines[at]?.text ?? "";
    const start = startOf(at);
    if (setting !== undefined)
      edits.push({
        span: span(start, start + setting.end),
        text: indent + setting.mended,
      });
    else if (!isAside(text))
      edits.push({ span: span(start, endOf(at) + 1), text: "" });
    else if (/^\s*;/u.test(text)) {
      const semicolon = start + text.indexOf(";");
      edits.push({ span: span(semicolon, semicolon + 1), text: "#" });
    }
  }
  return {
    form,
    span: span(
      startOf(first.at) + first.setting.start,
      startOf(last.at) + last.setting.end,
    ),
    region: span(startOf(begin), endOf(end)),
    settings: found.map(({ setting }) => setting),
    edits: found.every(({ setting }) => setting.isCertain) ? edits : [],
  };
}

/** Extends a block of Nix by the lines around it that open and close its set. */
function enclosing(
  lines: readonly Line[],
  first: number,
  last: number,
): readonly [number, number] {
  let [begin, end] = [first, last];
  while (
    /^\s*(?:[\w.]+\s*=\s*)?\{\s*$/u.test(lines[begin - 1]?.text ?? "") &&
    /^\s*\};?\s*$/u.test(lines[end + 1]?.text ?? "")
  ) {
    begin -= 1;
    end += 1;
  }
  return [begin, end];
}

/** The column of the settings beside the block; otherwise its own, below what it belongs to. */
function indentFor(
  lines: readonly Line[],
  begin: number,
  end: number,
  own: number,
): number {
  const isTelling = ({ text }: Line): boolean => !isAside(text);
  const above = lines.slice(0, begin).findLast(isTelling)?.text ?? "";
  const below = lines.slice(end + 1).find(isTelling)?.text ?? "";
  for (const sibling of [above, below])
    if (isSettingLine(sibling)) return widthOf(sibling);
  return above.trimEnd().endsWith(":") && own <= widthOf(above)
    ? widthOf(above) + 2
    : own;
}

function widthOf(text: string): number {
  return text.search(/\S|$/u);
}
