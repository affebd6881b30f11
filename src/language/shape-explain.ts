import type * as z from "zod/mini";
import { type Diagnostic, error } from "../core/diagnostic.js";
import { isKey, parseKey } from "../core/key.js";
import type { Unit } from "../core/unit.js";
import { findKey } from "../catalogue/lookup.js";
import { wordHelp } from "../settings/sysctl/word-help.js";
import { fieldsAt } from "./schema-walk.js";
import { unknownFields } from "./unknown-fields.js";
import { miswrittenText } from "./miswritten-field.js";
import { insteadOfForm } from "./value-instead.js";
import { pastedBlocks } from "./pasted/pasted-blocks.js";
import { pastedValue } from "./pasted/pasted-value.js";
import { reportPasted } from "./pasted/report-pasted.js";
import type { Issue } from "./shape-union.js";
import { remedy } from "./shape-remedy.js";
import { type Span, spanText } from "../core/source.js";
import { type Path, spanAt, type Tree, treeAt } from "../core/tree.js";

/** Explains an issue of the schema in the words of the spec. Returns nothing for a value that could not be read. */
export function explain(
  issue: Issue,
  schema: z.ZodMiniType,
  tree: Tree,
): readonly Diagnostic[] {
  const { path } = issue;
  const at = treeAt(tree, path);
  const expected = fieldsAt(schema, path);
  if (issue.code === "unrecognized_keys") {
    return unknownFields(issue.keys, { path, tree, fields: expected, schema });
  }
  if (issue.code === "invalid_key") {
    const above = path.slice(0, -1);
    return unknownFields([String(path.at(-1))], {
      path: above,
      tree,
      fields: fieldsAt(schema, above),
      schema,
    });
  }
  const span = spanAt(tree, path);
  const name = nameOf(path);
  if (at === undefined) {
    return [
      error(
        "missing-field",
        span,
        `${name} is missing`,
        remedyForMissing(path, tree),
      ),
    ];
  }
  if (at.data === undefined) return [];
  if (at.entries !== undefined && expected.names.size > 0) {
    const unknown = [...at.entries.keys()].filter(
      (key) => !expected.names.has(key),
    );
    if (unknown.length > 0)
      return unknownFields(unknown, { path, tree, fields: expected, schema });
  }
  const pasted = path.at(-1) === "sysctl" ? pastedIn(span, at) : [];
  if (pasted.length > 0) return pasted;
  const valueSpan =
    at.data === null || at.entries !== undefined ? span : at.span;
  if (typeof at.data === "number" && !Number.isFinite(at.data)) {
    return [
      error(
        "wrong-kind",
        valueSpan,
        `\`${at.raw ?? String(at.data)}\` is not a number in digits`,
        { help: "write a number in digits" },
      ),
    ];
  }
  const word = wordForNumber(at, path);
  if (word !== undefined) {
    return [
      error(
        "wrong-kind",
        valueSpan,
        `\`${word.key}\` requires a number, not \`${String(at.raw)}\``,
        {
          why: "the kernel accepts only numbers for this key",
          help: wordHelp(word.instead, word.key, unitOf(word.key)),
        },
      ),
    ];
  }
  const miswritten =
    insteadOfForm(at, path, expected) === undefined
      ? miswrittenText(at, span, expected)
      : undefined;
  return [
    miswritten ??
      error(
        "wrong-shape",
        valueSpan,
        `${name} cannot be ${describe(at)}`,
        remedy(issue, at, path, expected),
      ),
  ];
}

/** Reports what was pasted as the value of a section, which YAML reads as a text or a list. */
function pastedIn(key: Span, value: Tree): readonly Diagnostic[] {
  const whole = pastedValue(key, value);
  if (whole !== undefined) return [reportPasted(whole)];
  const { source, start, end } = value.span;
  return pastedBlocks(source)
    .filter(({ span }) => span.start >= start && span.end <= end + 1)
    .map(reportPasted);
}

/** The version has one answer, and a block mapping a line for it. */
function remedyForMissing(
  path: Path,
  { span }: Tree,
): Pick<Diagnostic, "help" | "fix"> {
  if (path.length !== 1 || path[0] !== "version")
    return { help: `add ${String(path.at(-1) ?? "it")}:` };
  const isBlock = !spanText(span).startsWith("{");
  return {
    help: "add `version: 1` as the first line",
    ...(isBlock && {
      fix: [{ span: { ...span, end: span.start }, text: "version: 1\n" }],
    }),
  };
}

function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return "the file";
  return typeof last === "number"
    ? `item ${last + 1} of \`${path.slice(0, -1).map(String).join(".")}\``
    : `\`${path.map(String).join(".")}\``;
}

/** Finds `true` or `false` as the value of a sysctl. The reader of values reports words that YAML reads as text (`yes`). */
function wordForNumber(
  { data }: Tree,
  path: Path,
): { readonly key: string; readonly instead: number } | undefined {
  const [, , section, key, ...rest] = path;
  const isValue = rest.every(
    (step) => typeof step === "number" || (step !== "accept" && step !== "why"),
  );
  return typeof data === "boolean" &&
    section === "sysctl" &&
    typeof key === "string" &&
    isValue
    ? { key, instead: data ? 1 : 0 }
    : undefined;
}

function unitOf(text: string): Unit | undefined {
  const key = parseKey(text);
  return isKey(key) ? findKey(key)?.unit : undefined;
}

function describe(tree: Tree): string {
  const { data } = tree;
  if (data === null) return "empty";
  if (Array.isArray(data)) return "a list";
  if (typeof data === "object") return "a mapping";
  if (typeof data === "string")
    return data === "" ? "an empty string" : `the text \`${shorten(data)}\``;
  return `\`${tree.raw ?? JSON.stringify(data)}\``;
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/gu, " ");
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
