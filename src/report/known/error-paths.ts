import type { Diagnostic } from "../../core/diagnostic.js";
import type { Source, Span } from "../../core/source.js";
import type { Entry, Tree } from "../../core/tree.js";
import { readYaml } from "../../language/yaml.js";

/** The names that lead to a place of a file: `roles`, `worker`, `sysctl`, `vm.swappiness`. Lists are not entered. */
export type SpecPath = readonly string[];

/** Finds where in their files errors are. */
export class ErrorPaths {
  readonly #trees = new Map<Source, Tree | undefined>();

  /** The top of a file; undefined if it cannot be read. */
  treeOf(source: Source): Tree | undefined {
    if (!this.#trees.has(source))
      this.#trees.set(source, readYaml(source).tree);
    return this.#trees.get(source);
  }

  /** Returns the deepest places that contain an error: several if an alias repeats them, and the top if none does. */
  of(error: Diagnostic): readonly SpecPath[] {
    const span = placeInTree(error);
    const tree = span && this.treeOf(span.source);
    if (span === undefined || tree === undefined) return [[]];
    const found = below(tree, span);
    return found.length === 0 ? [[]] : found;
  }
}

/** Of two equal keys, only the first is in the tree. */
function placeInTree({ code, span, related }: Diagnostic): Span | undefined {
  return code === "duplicate-key" ? (related?.[0]?.span ?? span) : span;
}

/** A merged mapping is somewhere else than the entry that it is merged into, so each entry is looked at. */
function below({ entries, items }: Tree, span: Span): readonly SpecPath[] {
  return [
    ...[...(entries ?? [])].flatMap(([name, entry]) =>
      within(entry, span).map((path) => [name, ...path]),
    ),
    ...(items ?? []).flatMap((item) =>
      below(item, span).length > 0 || contains(item.span, span) ? [[]] : [],
    ),
  ];
}

function within({ key, value }: Entry, span: Span): readonly SpecPath[] {
  const deeper = below(value, span);
  if (deeper.length > 0) return deeper;
  return contains(key, span) || contains(value.span, span) ? [[]] : [];
}

function contains(outer: Span, inner: Span): boolean {
  return (
    outer.source === inner.source &&
    outer.start <= inner.start &&
    inner.end <= outer.end
  );
}
