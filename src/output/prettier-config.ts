import { readFileSync, statSync } from "node:fs";
import { basename, extname, join, sep } from "node:path";
import type { Disk } from "./disk.js";
import { readEditorConfig, type OddSection } from "./editorconfig.js";
import { folderOf } from "./folders.js";

/** What governs the style of the files in one folder. */
interface Style {
  /** The nearest prettier configuration, reduced to what tells whether prettier is needed. */
  readonly config: ConfigKind;
  /** Sections of all `.editorconfig` files that count. */
  readonly odd: readonly OddSection[];
  /** Absolute paths of `.prettierignore` files, the nearest first. */
  readonly ignores: readonly string[];
}

/** `plain`: restates prettier's defaults for data files; `markdown`: for all but Markdown, which may hold code. */
type ConfigKind = "none" | "plain" | "markdown" | "odd";

/** Whether prettier, by the user's own configuration, would lay out a file otherwise than by its defaults. */
export interface StyleFinder {
  readonly isGoverned: (path: string) => boolean;
  readonly ignoreFiles: (path: string) => readonly string[];
}

/** The names under which prettier 3 looks for a configuration, in its order. */
const configNames = [
  "package.json",
  "package.yaml",
  ".prettierrc",
  ...["json", "yml", "yaml", "json5"].map((end) => `.prettierrc.${end}`),
  ...["js", "ts", "mjs", "mts", "cjs", "cts"].flatMap((end) => [
    `.prettierrc.${end}`,
    `prettier.config.${end}`,
  ]),
  ".prettierrc.toml",
];

/** Options that only concern programs, so that they cannot matter for YAML and JSON. */
const codeOptions = new Set([
  "$schema",
  "arrowParens",
  "bracketSameLine",
  "experimentalOperatorPosition",
  "experimentalTernaries",
  "htmlWhitespaceSensitivity",
  "jsxSingleQuote",
  "quoteProps",
  "semi",
  "singleAttributePerLine",
  "vueIndentScriptAndStyle",
]);

/** Values that are prettier's own, or make no difference to YAML and JSON. */
const plainValues: ReadonlyMap<string, readonly unknown[]> = new Map<
  string,
  readonly unknown[]
>([
  ["bracketSpacing", [true]],
  ["embeddedLanguageFormatting", ["auto", "off"]],
  ["endOfLine", ["lf", "auto"]],
  ["objectWrap", ["preserve"]],
  ["printWidth", [80]],
  ["proseWrap", ["preserve"]],
  ["singleQuote", [false]],
  ["tabWidth", [2]],
  ["trailingComma", ["all", "es5"]],
  ["useTabs", [false]],
]);

/**
 * Looks for the configurations that prettier would find, without loading prettier: that costs more than all the rest
 * of a check. Where in doubt a file counts as governed, and prettier itself decides.
 * @param boundary `.prettierignore` files are looked for up to here
 */
export function findStyles(disk: Disk, boundary: string): StyleFinder {
  const styles = new Map<string, Style>();

  function styleOf(folder: string): Style {
    let style = styles.get(folder);
    if (style === undefined) {
      const parent = folderOf(folder);
      style = lookAt(
        folder,
        parent === folder ? undefined : () => styleOf(parent),
      );
      styles.set(folder, style);
    }
    return style;
  }

  function lookAt(folder: string, above: (() => Style) | undefined): Style {
    const isWithin = folder === boundary || folder.startsWith(boundary + sep);
    const inherited = above?.() ?? { config: "none", odd: [], ignores: [] };
    if (isWithin && disk.folder(folder).state !== "there") return inherited;
    const names = isWithin ? disk.names(folder) : undefined;
    // Folders above the boundary are often large, or closed to listing: there, each name is asked for.
    const has = (name: string): boolean =>
      names === undefined ? exists(join(folder, name)) : names.has(name);
    const editor = has(".editorconfig")
      ? readEditorConfig(read(join(folder, ".editorconfig")))
      : { odd: [], isRoot: false };
    const isProject = has(".git") || has(".hg");
    const ignores = isWithin ? inherited.ignores : [];
    return {
      config: configIn(folder, has) ?? inherited.config,
      odd: [
        ...editor.odd,
        ...(editor.isRoot || isProject ? [] : inherited.odd),
      ],
      ignores:
        isWithin && has(".prettierignore")
          ? [join(folder, ".prettierignore"), ...ignores]
          : ignores,
    };
  }

  const finder: StyleFinder = {
    isGoverned: (path) => {
      const { config, odd } = styleOf(folderOf(path));
      const name = basename(path);
      return (
        config === "odd" ||
        (config === "markdown" && isMarkdown(name)) ||
        odd.some((mayConcern) => mayConcern(name))
      );
    },
    ignoreFiles: (path) => styleOf(folderOf(path)).ignores,
  };
  return Object.freeze(finder);
}

/** The kind of a folder's own configuration; undefined where it has none. */
function configIn(
  folder: string,
  has: (name: string) => boolean,
): ConfigKind | undefined {
  for (const name of configNames) {
    if (!has(name)) continue;
    const text = read(join(folder, name));
    switch (name) {
      case "package.json": {
        const config = text.includes('"prettier"') && jsonField(text);
        if (config) return kindOf(config);
        break;
      }
      case "package.yaml":
        if (/\bprettier\b/.test(text)) return "odd";
        break;
      case ".prettierrc":
      case ".prettierrc.json":
      case ".prettierrc.yml":
      case ".prettierrc.yaml":
        return kindOf(flatConfig(text));
      default:
        return "odd";
    }
  }
  return undefined;
}

function kindOf(config: unknown): ConfigKind {
  if (typeof config !== "object" || config === null) return "odd";
  const others = Object.entries(config).filter(
    ([key, value]) => plainValues.get(key)?.includes(value) !== true,
  );
  if (others.length === 0) return "plain";
  return others.every(([key]) => codeOptions.has(key)) ? "markdown" : "odd";
}

function jsonField(text: string): unknown {
  try {
    const data: unknown = JSON.parse(text);
    return typeof data === "object" && data !== null && "prettier" in data
      ? data.prettier
      : undefined;
  } catch {
    // Prettier passes over such a file, too.
    return undefined;
  }
}

/** JSON, or YAML of plain `key: value` lines; undefined for anything richer. */
function flatConfig(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const config = new Map<string, unknown>();
    for (const line of text.split(/\r?\n/)) {
      if (/^\s*(#.*)?$/.test(line)) continue;
      const [, key, value] =
        /^([A-Za-z]+):\s+["']?([\w-]+)["']?\s*(?:#.*)?$/.exec(line) ?? [];
      if (key === undefined || value === undefined) return undefined;
      config.set(
        key,
        /^(true|false|\d+)$/.test(value) ? JSON.parse(value) : value,
      );
    }
    return Object.fromEntries(config);
  }
}

function isMarkdown(name: string): boolean {
  return [".md", ".markdown"].includes(extname(name));
}

function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

/** Empty where it cannot be read: prettier itself then says why, if it has to. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
