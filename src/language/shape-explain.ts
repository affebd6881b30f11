import type * as z from "zod/mini";
import { type Diagnostic, error } from "../core/diagnostic.js";
import { findKey } from "../catalogue/lookup.js";
import { isKey, parseKey } from "../core/key.js";
import { didYouMean } from "../core/nearest.js";
import { isReasonField } from "../core/schema.js";
import { type Fields, fieldsAt } from "./schema-walk.js";
import { placeOfReason, remedyFor } from "./shape-places.js";
import { pastedBlocks } from "./pasted/pasted-blocks.js";
import { pastedValue } from "./pasted/pasted-value.js";
import { reportPasted } from "./pasted/report-pasted.js";
import type { Issue } from "./shape-union.js";
import { remedy } from "./shape-remedy.js";
import type { Source, Span } from "../core/source.js";
import { type Path, spanAt, type Tree, treeAt } from "../core/tree.js";

/** Explains an issue of the schema in the words of the spec. Returns nothing for a value that could not be read. */
export function explain(
  issue: Issue,
  schema: z.ZodMiniType,
  tree: Tree,
  source: Source,
): readonly Diagnostic[] {
  const { path } = issue;
  const at = treeAt(tree, path);
  const expected = fieldsAt(schema, path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) =>
      unknownField(key, path, tree, expected, schema),
    );
  }
  if (issue.code === "invalid_key") {
    const above = path.slice(0, -1);
    return [
      unknownField(
        String(path.at(-1)),
        above,
        tree,
        fieldsAt(schema, above),
        schema,
      ),
    ];
  }
  const span = spanAt(tree, path);
  const name = nameOf(path, source);
  if (at === undefined) {
    return [
      error("missing-field", span, `${name} is missing`, {
        help: `add ${String(path.at(-1) ?? "it")}:`,
      }),
    ];
  }
  if (at.data === undefined) return [];
  if (at.entries !== undefined && expected.names.size > 0) {
    const unknown = [...at.entries.keys()].filter(
      (key) => !expected.names.has(key),
    );
    if (unknown.length > 0)
      return unknown.map((key) =>
        unknownField(key, path, tree, expected, schema),
      );
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
          help: `write ${word.instead}`,
        },
      ),
    ];
  }
  return [
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

function nameOf(path: Path, source: Source): string {
  const last = path.at(-1);
  if (last === undefined) return source.name;
  return typeof last === "number"
    ? `item ${last + 1} of \`${path.slice(0, -1).map(String).join(".")}\``
    : `\`${path.map(String).join(".")}\``;
}

function unknownField(
  key: string,
  path: Path,
  tree: Tree,
  fields: Fields,
  schema: z.ZodMiniType,
): Diagnostic {
  const span = spanAt(tree, [...path, key]);
  if (!fields.names.has(key)) {
    const nested = nestedKey(key, path, tree);
    if (nested !== undefined) {
      return error(
        "unknown-field",
        span,
        `\`${nested}\` is split over several lines`,
        {
          why: "a key of the kernel is one word, with dots",
          help: `write the whole key: \`${nested}: ...\``,
        },
      );
    }
    return error("unknown-field", span, `\`${key}\` is not a field here`, {
      ...remedyForField(key, path, tree, fields, schema, span),
    });
  }
  const others = [...(treeAt(tree, path)?.entries?.keys() ?? [])].filter(
    (other) => other !== key,
  );
  return error(
    "unknown-field",
    span,
    `\`${key}\` cannot be combined with ${others.map((other) => `\`${other}\``).join(", ")}`,
    {
      help: isReasonField(key)
        ? `write the value as value: { ... }, and ${key} beside it`
        : "remove one of them",
    },
  );
}

function remedyForField(
  key: string,
  path: Path,
  tree: Tree,
  fields: Fields,
  schema: z.ZodMiniType,
  span: Span,
): Pick<Diagnostic, "help" | "fix"> {
  if (isReasonField(key))
    return { help: placeOfReason(key, path, tree, schema) };
  const remedy = remedyFor(key, path, fields, schema);
  if (remedy === undefined) return { help: didYouMean(key, fields.names) };
  const { help, rename } = remedy;
  // A second field of that name would be lost.
  return rename === undefined || treeAt(tree, path)?.entries?.has(rename)
    ? { help }
    : { help, fix: [{ span, text: rename }] };
}

/** Finds a key of the kernel whose parts were written as mappings. */
function nestedKey(key: string, path: Path, root: Tree): string | undefined {
  const section = path.indexOf("sysctl");
  if (section === -1 || section === path.length - 1) return undefined;
  const parts = [...path.slice(section + 1), key].map(String);
  let tree = treeAt(root, [...path, key]);
  for (;;) {
    const [first] = tree?.entries ?? [];
    const parsed = parseKey(parts.join("."));
    if (isKey(parsed) && findKey(parsed) !== undefined) return parsed.id;
    if (first === undefined) return undefined;
    parts.push(first[0]);
    tree = first[1].value;
  }
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
