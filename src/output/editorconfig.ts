/** What matters in an `.editorconfig` to know whether prettier is needed. */
export interface EditorConfig {
  /** Sections that override prettier's defaults. */
  readonly overrides: readonly SectionOverride[];
  /** Whether the files of the folders above are ignored. */
  readonly isRoot: boolean;
}

/** Whether a section may apply to a file of this name. */
export type SectionOverride = (name: string) => boolean;

/** Values that are prettier's defaults. Prettier does not read other keys. */
const plainValues: ReadonlyMap<string, string> = new Map([
  ["end_of_line", "lf"],
  ["indent_size", "2"],
  ["indent_style", "space"],
  ["max_line_length", "80"],
  ["quote_type", "double"],
  ["tab_width", "2"],
]);

/** Reads an `.editorconfig` as prettier does, which ignores what it does not know. */
export function readEditorConfig(text: string): EditorConfig {
  const overridden = new Set<string>();
  let glob: string | undefined;
  let isRoot = false;
  for (const raw of text.split(/\r?\n|\r/)) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#") || line.startsWith(";")) continue;
    if (line.startsWith("[") && line.endsWith("]")) {
      glob = line.slice(1, -1);
      continue;
    }
    const [key = "", value = ""] = line
      .split("=", 2)
      .map((part) => part.trim().toLowerCase());
    if (glob === undefined) isRoot ||= key === "root" && value === "true";
    else if ((plainValues.get(key) ?? value) !== value) overridden.add(glob);
  }
  return {
    overrides: [...overridden].map((glob) => (name) => mayMatch(glob, name)),
    isRoot,
  };
}

/** Whether a section may apply to a file; false only for simple patterns that do not match, as `*.py` and `Makefile`. */
function mayMatch(glob: string, name: string): boolean {
  const list = /^(.*)\{([^{}]*)\}$/.exec(glob);
  if (list !== null) {
    const [, before = "", alternatives = ""] = list;
    return (
      alternatives.includes("..") ||
      alternatives.split(",").some((end) => mayMatch(before + end, name))
    );
  }
  if (/^\*\.[\w.-]+$/.test(glob)) return name.endsWith(glob.slice(1));
  if (/^[\w.-]+$/.test(glob)) return name === glob;
  return true;
}
