import type * as z from "zod/mini";
import { type Diagnostic, error } from "./diagnostic.js";
import { didYouMean } from "./nearest.js";
import { type Fields, fieldsAt } from "./schema-walk.js";
import type { Source } from "./source.js";
import { type Path, spanAt, type Tree, treeAt } from "./tree.js";

type Issue = z.core.$ZodIssue;

/** Faults hide others below them; each round removes what was reported and looks again. */
const MOST_ROUNDS = 8;

/**
 * Checks a tree's shape against a schema and reports every fault at its place.
 * What is at fault is left out of `data`, so that the rest can be checked further in the same run;
 * `data` is undefined only where nothing usable is left.
 */
export function readShape<Data>(
  schema: z.ZodMiniType<Data>,
  tree: Tree,
  source: Source,
): { data: Data | undefined; faults: readonly Diagnostic[] } {
  const faults: Diagnostic[] = [];
  let candidate = tree.data;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const result = schema.safeParse(candidate);
    if (result.success) return { data: result.data, faults };
    if (round === 0) candidate = structuredClone(candidate);
    for (const issue of result.error.issues) {
      faults.push(...explain(issue, schema, tree, source));
      const next = prune(candidate, issue);
      if (!next) return { data: undefined, faults };
    }
  }
  return { data: undefined, faults };
}

/** Takes what an issue is about out of the data; false where that is the whole of it. */
function prune(data: unknown, issue: Issue): boolean {
  if (issue.code === "unrecognized_keys") {
    return issue.keys
      .map((key) => remove(data, [...issue.path, key]))
      .every(Boolean);
  }
  return remove(data, issue.path);
}

function remove(data: unknown, path: Path): boolean {
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((value, step) => child(value, step), data);
  const last = path.at(-1);
  if (last === undefined) return false;
  if (Array.isArray(parent) && typeof last === "number") {
    // A hole would shift nothing; a list with a faulty item is left out whole.
    return remove(data, path.slice(0, -1));
  }
  if (
    isRecord(parent) &&
    typeof last === "string" &&
    Object.hasOwn(parent, last)
  ) {
    return Reflect.deleteProperty(parent, last);
  }
  // A field that is missing: what lacks it cannot be used.
  return remove(data, path.slice(0, -1));
}

function child(value: unknown, step: PropertyKey): unknown {
  if (Array.isArray(value) && typeof step === "number") return value[step];
  return isRecord(value) &&
    typeof step === "string" &&
    Object.hasOwn(value, step)
    ? value[step]
    : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function explain(
  issue: Issue,
  schema: z.ZodMiniType,
  tree: Tree,
  source: Source,
): Diagnostic[] {
  const { path } = issue;
  const span = spanAt(tree, path);
  const at = treeAt(tree, path);
  if (issue.code === "unrecognized_keys") {
    const fields = fieldsAt(schema, path);
    return issue.keys.map((key) =>
      unknownField(key, [...path, key], tree, fields),
    );
  }
  const name =
    path.length === 0 ? source.name : `\`${path.map(String).join(".")}\``;
  if (at === undefined) {
    return [
      error("missing-field", span, `${name} is missing`, {
        help: `add ${String(path.at(-1) ?? "it")}:`,
      }),
    ];
  }
  const valueSpan =
    at.data === null || at.entries !== undefined ? span : at.span;
  const expected = fieldsAt(schema, path);
  if (at.entries !== undefined && expected.names.size > 0) {
    const unknown = [...at.entries.keys()].filter(
      (key) => !expected.names.has(key),
    );
    if (unknown.length > 0)
      return unknown.map((key) =>
        unknownField(key, [...path, key], tree, expected),
      );
  }
  return [
    error(
      "wrong-shape",
      valueSpan,
      `${name} is ${describe(at)}`,
      remedy(issue, at, path, expected),
    ),
  ];
}

function unknownField(
  key: string,
  path: Path,
  tree: Tree,
  fields: Fields,
): Diagnostic {
  return error(
    "unknown-field",
    spanAt(tree, path),
    `\`${key}\` is not a field here`,
    {
      help: didYouMean(key, fields.names),
    },
  );
}

function remedy(
  issue: Issue,
  at: Tree,
  path: Path,
  expected: Fields,
): Partial<Pick<Diagnostic, "why" | "help">> {
  const field = String(path.at(-1) ?? "");
  if (
    /^(?:version|osVersion|kernel|kubernetes)$/u.test(field) &&
    typeof at.data === "number" &&
    path.length > 1
  ) {
    return {
      why: "without quotes YAML reads a number, and 6.10 becomes 6.1",
      help: `write ${field}: "${at.raw ?? String(at.data)}"`,
    };
  }
  if (path.length === 1 && field === "version") {
    return {
      why: "this tunegen reads version 1 of the language",
      help: "write version: 1",
    };
  }
  if (typeof at.data === "boolean" && path.includes("sysctl")) {
    return {
      why: "the kernel refuses words for numbers",
      help: `write ${at.data ? 1 : 0}`,
    };
  }
  if (issue.code === "invalid_value" && typeof at.data === "string") {
    return { help: didYouMean(at.data, issue.values.map(String)) };
  }
  if (issue.code === "too_small")
    return { help: `write at least ${issue.minimum}` };
  if (issue.code === "too_big")
    return { help: `write at most ${issue.maximum}` };
  return expected.wanted === "" ? {} : { help: `expected ${expected.wanted}` };
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
