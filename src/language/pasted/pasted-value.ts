import type { Edit } from "../../core/diagnostic.js";
import { positionAt, type Span, spanText } from "../../core/source.js";
import type { Tree } from "../../core/tree.js";
import type { PastedBlock } from "./pasted-blocks.js";
import { mendedLine, type PastedLine, readPastedLine } from "./pasted-line.js";

/**
 * Finds settings in the form of another file in the value of `sysctl:`: items with `name` and `value`, as Kubernetes and
 * Ansible have them, or one setting or a block of text behind the colon. Undefined if it has none.
 */
export function pastedValue(key: Span, value: Tree): PastedBlock | undefined {
  const { data, items } = value;
  if (items !== undefined) return namedItems(key, value, items);
  if (typeof data !== "string") return undefined;
  return /^[|>]/u.test(spanText(value.span))
    ? blockOfText(key, value)
    : lineOfText(key, value, data);
}

/** The fields under which other tools write a key and its value. */
const keyFields = ["name", "key", "sysctl"] as const;
const valueFields = ["value", "val"] as const;

function namedItems(
  key: Span,
  { span }: Tree,
  items: readonly Tree[],
): PastedBlock | undefined {
  const settings: PastedLine[] = [];
  const edits: Edit[] = [];
  const column = (at: number): number => positionAt(key.source, at).column;
  for (const item of items) {
    const name = fieldOf(item, keyFields);
    const value = fieldOf(item, valueFields);
    if (name === undefined || value === undefined) return undefined;
    const mended = mendedLine(name, value);
    const { source } = item.span;
    const start = source.text.lastIndexOf("-", item.span.start);
    const end = item.span.start + spanText(item.span).trimEnd().length;
    const isCertain = !source.text.slice(start, end).includes("#");
    settings.push({ form: "named", mended, isCertain, start: 0, end: 0 });
    const indent = column(start) > column(key.start) ? "" : "  ";
    edits.push({ span: { source, start, end }, text: indent + mended });
  }
  const isBlock = !spanText(span).startsWith("[");
  const isCertain = isBlock && settings.every((each) => each.isCertain);
  return settings.length === 0
    ? undefined
    : {
        form: "named",
        span,
        region: span,
        settings,
        edits: isCertain ? edits : [],
      };
}

function fieldOf(
  { entries }: Tree,
  names: readonly string[],
): string | undefined {
  for (const name of names) {
    const value = entries?.get(name)?.value;
    if (value?.raw !== undefined) return value.raw;
  }
  return undefined;
}

/** One setting on the line of `sysctl:`. */
function lineOfText(
  key: Span,
  { span }: Tree,
  text: string,
): PastedBlock | undefined {
  const isOneLine = !span.source.text.slice(key.end, span.end).includes("\n");
  const setting = isOneLine ? readPastedLine(text) : undefined;
  if (setting === undefined) return undefined;
  const mended = `{ ${setting.mended} }`;
  const isCertain = setting.isCertain && !/[[\]{},]/u.test(setting.mended);
  return {
    form: setting.form,
    span,
    region: span,
    settings: [{ ...setting, mended: `sysctl: ${mended}` }],
    edits: isCertain ? [{ span, text: mended }] : [],
  };
}

/** A block scalar, as Ansible and ConfigMaps have them for a sysctl.conf. */
function blockOfText(key: Span, { span }: Tree): PastedBlock | undefined {
  const [, ...lines] = spanText(span).trimEnd().split("\n");
  const indent = " ".repeat(positionAt(key.source, key.start).column + 1);
  const settings: PastedLine[] = [];
  const mended: string[] = [];
  let isCertain = true;
  for (const line of lines) {
    const setting = readPastedLine(line);
    if (setting !== undefined) settings.push(setting);
    isCertain &&= setting?.isCertain ?? /^\s*(?:[#;].*)?$/u.test(line);
    mended.push(
      setting === undefined
        ? line.replace(/^\s*;/u, `${indent}#`)
        : indent + setting.mended + line.slice(setting.end),
    );
  }
  const [first] = settings;
  if (first === undefined) return undefined;
  const start = span.source.text.lastIndexOf(":", span.start) + 1;
  return {
    form: first.form,
    span: { ...span, end: span.start + 1 },
    region: span,
    settings,
    edits: isCertain
      ? [
          {
            span: {
              ...span,
              start,
              end: span.start + spanText(span).trimEnd().length,
            },
            text: ["", ...mended].join("\n"),
          },
        ]
      : [],
  };
}
