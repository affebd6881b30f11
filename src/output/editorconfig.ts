/** What prettier would make of an `.editorconfig`, as far as it takes to know whether prettier is needed. */
export interface EditorConfig {
  /** Sections that ask for something else than prettier's defaults. */
  readonly odd: readonly OddSection[];
  /** Whether those of the folders above do not count. */
  readonly isRoot: boolean;
}

/** Whether a section may concern a file of this name. */
export type OddSection = (name: string) => boolean;

/** What restates prettier's defaults; keys that are not named here, prettier does not read. */
const plainValues: ReadonlyMap<string, string> = new Map([
  ["end_of_line", "lf"],
  ["indent_size", "2"],
  ["indent_style", "space"],
  ["max_line_length", "80"],
  ["quote_type", "double"],
  ["tab_width", "2"],
]);

/** Reads as prettier does, which passes over what it does not know. */
export function readEditorConfig(text: string): EditorConfig {
  const odd = new Set<string>();
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
    else if ((plainValues.get(key) ?? value) !== value) odd.add(glob);
  }
  return {
    odd: [...odd].map((glob) => (name) => mayMatch(glob, name)),
    isRoot,
  };
}

/** Whether a section may concern a file: false only where that is plain to see, as for `*.py` and `Makefile`. */
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
