import { relative } from "node:path";
import type { Source, Span } from "../../core/source.js";
import type { Tree } from "../../core/tree.js";
import { readYaml } from "../../language/yaml.js";

/** Names the place of a finding by what it is written in, which stays the same where lines move. */
export type NamePlaces = (span: Span) => string;

/** Returns a function that names places: `roles > worker > sysctl > vm.swappiness`, in other files after their path. */
export function placesInSpec(folder: string, spec: string): NamePlaces {
  const trees = new Map<Source, Tree | undefined>();
  return ({ source, start }) => {
    if (!trees.has(source)) trees.set(source, readYaml(source).tree);
    const path = pathTo(start, trees.get(source)).join(" > ");
    return source.name === spec || source.name === "<stdin>"
      ? path
      : `${relative(folder, source.name).replaceAll("\\", "/")}: ${path}`;
  };
}

/** The keys around an offset; an item of a list counts as its text. */
function pathTo(offset: number, tree: Tree | undefined): readonly string[] {
  for (const [name, { key, value }] of tree?.entries ?? []) {
    if (offset >= key.start && offset < Math.max(key.end, value.span.end))
      return [name, ...pathTo(offset, value)];
  }
  for (const [index, item] of (tree?.items ?? []).entries()) {
    if (offset >= item.span.start && offset < item.span.end) {
      const rest = pathTo(offset, item);
      return [item.raw ?? String(index), ...rest];
    }
  }
  return [];
}
