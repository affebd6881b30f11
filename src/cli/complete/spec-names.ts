import { isSource } from "../../language/decode.js";
import { readYaml } from "../../language/yaml.js";
import type { Source } from "../../core/source.js";
import { readSource } from "../read-source.js";

/** The sections of a spec whose entries have names that a command line can name. */
export type NamedSection =
  "roles" | "hosts" | "profiles" | "workloads" | "mounts";

/**
 * Reads the names in a section of a spec, and the paths of the files that it includes under `include`. A spec that is
 * half written has names, too: where it is not YAML, the lines of the section count. A spec that cannot be read has none.
 */
export function namesInSpec(
  path: string,
  section: NamedSection | "include",
): readonly string[] {
  const source = path === "-" ? undefined : readSource("spec", path, path);
  if (source === undefined || !isSource(source)) return [];
  const tree = readYaml(source).tree?.entries?.get(section)?.value;
  if (tree?.entries !== undefined) return [...tree.entries.keys()];
  if (tree?.items !== undefined)
    return tree.items.map(({ data }) => String(data));
  return namesByLine(source, section);
}

/** Reads the names of a section by the indentation of its lines. */
function namesByLine({ text }: Source, section: string): readonly string[] {
  const lines = text.split(/\r?\n/u);
  const start = lines.findIndex((line) => line.startsWith(`${section}:`));
  if (start < 0) return [];
  const names: string[] = [];
  let indent: string | undefined;
  for (const line of lines.slice(start + 1)) {
    if (/^[^\s#-]/u.test(line)) break;
    const [, space, item, plain] =
      /^( *)(- +)?("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#"'][^:#]*)(?=:|\s|$)/u.exec(
        line,
      ) ?? [];
    if (space === undefined || plain === undefined) continue;
    indent ??= space;
    if (space !== indent || (item === undefined && space === "")) continue;
    names.push(plain.trim().replace(/^(["'])(.*)\1$/u, "$2"));
  }
  return names;
}
