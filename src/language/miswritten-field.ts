import { explainForeign } from "../core/characters.js";
import { type Diagnostic, error } from "../core/diagnostic.js";
import {
  type Miswritten,
  readMiswritten,
  readMiswrittenEntry,
  reportMiswritten,
} from "../core/miswritten.js";
import { didYouMean } from "../core/nearest.js";
import { type Span, spanText } from "../core/source.js";
import { entryAt, type Path, type Tree } from "../core/tree.js";
import type { Fields } from "./schema-walk.js";

/** Reports a key that is wrong only because of how the field is written; undefined for any other. */
export function miswrittenField(
  key: string,
  {
    path,
    tree,
    fields,
  }: {
    readonly path: Path;
    readonly tree: Tree;
    readonly fields: Fields;
  },
): Diagnostic | undefined {
  const entry = entryAt(tree, [...path, key]);
  if (entry === undefined) return undefined;
  const { source, start } = entry.key;
  if (key === "")
    return error("unknown-field", entry.key, "no name is before the colon", {
      why: "every value of a spec belongs to a field",
      help: "write `name: value`, or remove the line",
    });
  const before = source.text.slice(
    source.text.lastIndexOf("\n", start) + 1,
    start,
  );
  if (/(?:^|\s)\?$/u.test(before.trimEnd()) && entry.value.data === null)
    return error(
      "unknown-field",
      entry.key,
      `\`? ${key}\` is a name without a value`,
      {
        why: "in YAML, `?` begins a name, and its value is on the next line",
        help: `write \`name: value\`; ${didYouMean(key, fields.names)}`,
      },
    );
  const whole = readMiswrittenEntry(entry);
  return whole !== undefined && fields.names.has(whole.miswritten.name)
    ? reportMiswritten(whole.miswritten, whole.span, "unknown-field")
    : undefined;
}

/** Reports a text in the place of a mapping whose lines are its fields, each written wrong. */
export function miswrittenText(
  { data, span }: Tree,
  key: Span,
  { names, wanted }: Fields,
): Diagnostic | undefined {
  if (typeof data !== "string" || !wanted.includes("a mapping"))
    return undefined;
  const lines = spanText(span).trimEnd().split("\n");
  const read = lines.map((line) => readMiswritten(line.trim()));
  const isField = (each: Miswritten | undefined): each is Miswritten =>
    each !== undefined &&
    (names.size === 0
      ? each.sign !== "" || each.name.includes(".")
      : names.has(each.name));
  const [first] = read;
  if (!isField(first)) return undefined;
  const { source, start } = span;
  const whole = { source, start, end: start + lines.join("\n").length };
  const isInline = !source.text.slice(key.end, start).includes("\n");
  if (isInline) {
    const text = `{ ${first.text} }`;
    return {
      ...reportMiswritten({ ...first, text }, whole, "wrong-shape"),
      help: `write \`${spanText(key)}: ${text}\``,
    };
  }
  const indent = " ".repeat(start - source.text.lastIndexOf("\n", start) - 1);
  const { fix, ...report } = reportMiswritten(
    { ...first, text: read.map((each) => each?.text).join(`\n${indent}`) },
    whole,
    "wrong-shape",
  );
  return {
    ...report,
    help: `write \`${first.text}\`${lines.length === 1 ? "" : ", and the other lines in the same way"}`,
    ...(fix && read.every(isField) && { fix }),
  };
}

/** Tells that a word has a character that may be invisible, or look like another. */
export function whyForeign(text: string): Pick<Diagnostic, "why"> {
  const why = explainForeign(text);
  return why === undefined ? {} : { why };
}
