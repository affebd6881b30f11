import type * as z from "zod/mini";
import { addAll } from "../core/add-all.js";
import type { Diagnostic } from "../core/diagnostic.js";
import { explain } from "./shape-explain.js";
import { notIndented } from "./not-indented.js";
import { fieldsCalled } from "./other-words.js";
import { type Issue, sharpen } from "./shape-union.js";
import { type Path, type Tree, treeAt } from "../core/tree.js";

/** An error hides errors below it. Each round removes what was reported, and checks the rest again. */
const MOST_ROUNDS = 8;

/**
 * Checks a tree against a schema, and reports each error once, at its place. Invalid values are missing from `data`, so
 * that the rest can be checked further in the same run. `data` is undefined only if nothing usable is left.
 */
export function readShape<Data>(
  schema: z.ZodMiniType<Data>,
  tree: Tree,
): {
  readonly data: Data | undefined;
  readonly errors: readonly Diagnostic[];
} {
  const errors: Diagnostic[] = [];
  const told = new Told();
  let candidate = tree.data;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const result = schema.safeParse(candidate);
    if (result.success) return { data: result.data, errors };
    if (round === 0) candidate = structuredClone(candidate);
    const issues = result.error.issues.flatMap((issue) => sharpen(issue, tree));
    const version = issues.find(isVersion);
    if (version !== undefined && isOtherVersion(tree)) {
      // Another version of the language may have other fields, so only the version is reported.
      return {
        data: undefined,
        errors: explain(version, schema, tree),
      };
    }
    const news = issues.filter(
      (each) => told.isNews(each) && !isFollowOn(each, issues, tree, schema),
    );
    for (const issue of news) {
      addAll(
        errors,
        explain(issue, schema, tree).filter((each) =>
          told.isFirst(each, issue),
        ),
      );
    }
    if (version !== undefined && isRecord(candidate)) candidate["version"] = 1;
    const paths = issues
      .filter((issue) => !isVersion(issue))
      .flatMap((issue) => toRemove(issue, candidate));
    if (paths.some((path) => path.length === 0)) break;
    for (const path of paths) {
      told.add(path);
      remove(candidate, path);
    }
  }
  return { data: undefined, errors };
}

/** Whether an issue is mended with another: a section that is empty, or a field that is missing, because of a wrong field beside it. */
function isFollowOn(
  { code, path }: Issue,
  issues: readonly Issue[],
  tree: Tree,
  schema: z.ZodMiniType,
): boolean {
  const field = path.at(-1);
  if (code === "unrecognized_keys" || typeof field !== "string") return false;
  const above = path.slice(0, -1);
  const at = treeAt(tree, path);
  if (at?.data === null)
    return notIndented(above, tree, schema)?.section === field;
  return (
    at === undefined &&
    issues.some(
      (other) =>
        other.code === "unrecognized_keys" &&
        other.path.join("\0") === above.join("\0") &&
        other.keys.some((key) => fieldsCalled(key).includes(field)),
    )
  );
}

/** The errors that were reported. A removed value causes errors above it, and each alias of a place repeats its errors. */
class Told {
  readonly #above = new Set<string>();
  readonly #said = new Set<string>();

  add(path: Path): void {
    for (let length = path.length; length > 0; length -= 1)
      this.#above.add(path.slice(0, length).map(String).join("\0"));
  }

  isNews({ code, path }: Issue): boolean {
    return (
      code === "unrecognized_keys" ||
      !this.#above.has(path.map(String).join("\0"))
    );
  }

  isFirst({ code, span }: Diagnostic, { path }: Issue): boolean {
    const place = `${span?.start ?? ""} ${span?.end ?? ""}`;
    const identity = `${code} ${place} ${String(path.at(-1))}`;
    if (this.#said.has(identity)) return false;
    this.#said.add(identity);
    return true;
  }
}

function isVersion({ path }: Issue): boolean {
  return path.length === 1 && path[0] === "version";
}

function isOtherVersion(tree: Tree): boolean {
  const version = tree.entries?.get("version")?.value.data;
  return typeof version === "number" && version !== 1;
}

/** Returns the paths to remove so that an issue does not occur again. */
function toRemove(issue: Issue, data: unknown): readonly Path[] {
  const { path } = issue;
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => [...path, key]);
  // Removing one item would shift those after it, so the whole list is removed.
  const item = path.findIndex((step) => typeof step === "number");
  if (item !== -1) return [path.slice(0, item)];
  // If a required field is missing, the mapping around it is removed.
  return [has(data, path) ? path : path.slice(0, -1)];
}

function has(data: unknown, path: Path): boolean {
  const last = path.at(-1);
  const parent = valueAt(data, path.slice(0, -1));
  return (
    typeof last === "string" && isRecord(parent) && Object.hasOwn(parent, last)
  );
}

function remove(data: unknown, path: Path): void {
  const last = path.at(-1);
  const parent = valueAt(data, path.slice(0, -1));
  if (isRecord(parent) && last !== undefined)
    Reflect.deleteProperty(parent, last);
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      isRecord(value) && typeof step === "string" && Object.hasOwn(value, step)
        ? value[step]
        : undefined,
    data,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
