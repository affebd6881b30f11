import { readFileSync, statSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { isAbsent } from "./absent.js";
import type { Disk } from "./disk.js";
import { readEditorConfig, type SectionOverride } from "./editorconfig.js";
import { isDiskError } from "./errno.js";
import { parentFolder } from "./location.js";

/** The configuration that applies to the files in one folder. */
interface Style {
  /** Whether the nearest prettier configuration requires prettier. */
  readonly config: ConfigKind;
  /** Sections of the `.editorconfig` files that apply here. */
  readonly overrides: readonly SectionOverride[];
  /** Absolute paths of `.prettierignore` files, nearest first. */
  readonly ignores: readonly string[];
}

/** `plain`: prettier's defaults for data files; `markdown`: these, but not for Markdown, which may contain code; `other`: any other. */
type ConfigKind = "none" | "plain" | "markdown" | "other";

/** Whether the user's configuration makes prettier format a file other than by its defaults. */
export interface StyleFinder {
  readonly isGoverned: (path: string) => boolean;
  readonly ignoreFiles: (path: string) => readonly string[];
  /** Whether an `.editorconfig` may apply, which prettier reads besides its own configuration. */
  readonly hasEditorConfig: (path: string) => boolean;
}

/** The configuration files of prettier 3, in the order in which it looks for them. */
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

/** The names of all files that decide how the files of their folder, and of those below, are formatted. */
export const formatConfigNames: readonly string[] = [
  ...configNames,
  ".editorconfig",
  ".prettierignore",
];

/** Options for program code, which do not affect YAML and JSON. */
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

/** Values that are prettier's defaults, or do not affect YAML and JSON. */
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
 * Looks for the configurations that prettier would find without loading prettier, which would take longer than the rest
 * of a check. In doubt a file counts as governed, and prettier decides.
 *
 * @param boundary the highest folder whose configuration applies: one above may be of another user, and is code
 */
export function findStyles(disk: Disk, boundary: string): StyleFinder {
  const styles = new Map<string, Style>();

  function styleOf(folder: string): Style {
    let style = styles.get(folder);
    if (style === undefined) {
      const parent = parentFolder(folder);
      style = readStyle(
        folder,
        parent === folder || folder === boundary
          ? undefined
          : () => styleOf(parent),
      );
      styles.set(folder, style);
    }
    return style;
  }

  function readStyle(folder: string, above: (() => Style) | undefined): Style {
    const inherited = above?.() ?? {
      config: "none",
      overrides: [],
      ignores: [],
    };
    if (disk.folderState(folder).state !== "there") return inherited;
    const names = disk.names(folder);
    // A folder may be searchable, but not listed.
    const has = (name: string): boolean =>
      names?.has(name) !== false && isFile(join(folder, name));
    const editor = has(".editorconfig")
      ? readEditorConfig(read(join(folder, ".editorconfig")))
      : { overrides: [], isRoot: false };
    const isProject = [".git", ".hg"].some(
      (name) => names?.has(name) ?? !isAbsent(join(folder, name)),
    );
    return {
      config: configIn(folder, has) ?? inherited.config,
      overrides: [
        ...editor.overrides,
        ...(editor.isRoot || isProject ? [] : inherited.overrides),
      ],
      ignores: has(".prettierignore")
        ? [join(folder, ".prettierignore"), ...inherited.ignores]
        : inherited.ignores,
    };
  }

  const finder: StyleFinder = {
    isGoverned: (path) => {
      const { config, overrides } = styleOf(parentFolder(path));
      const name = basename(path);
      return (
        config === "other" ||
        (config === "markdown" && isMarkdown(name)) ||
        overrides.some((mayApply) => mayApply(name))
      );
    },
    ignoreFiles: (path) => styleOf(parentFolder(path)).ignores,
    hasEditorConfig: (path) => styleOf(parentFolder(path)).overrides.length > 0,
  };
  return Object.freeze(finder);
}

/** Returns the kind of the configuration in a folder; undefined if there is none. */
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
        if (/\bprettier\b/.test(text)) return "other";
        break;
      case ".prettierrc":
      case ".prettierrc.json":
      case ".prettierrc.yml":
      case ".prettierrc.yaml":
        return kindOf(flatConfig(text));
      default:
        return "other";
    }
  }
  return undefined;
}

function kindOf(config: unknown): ConfigKind {
  if (typeof config !== "object" || config === null) return "other";
  const others = Object.entries(config).filter(
    ([key, value]) => plainValues.get(key)?.includes(value) !== true,
  );
  if (others.length === 0) return "plain";
  return others.every(([key]) => codeOptions.has(key)) ? "markdown" : "other";
}

function jsonField(text: string): unknown {
  try {
    const data: unknown = JSON.parse(text);
    return typeof data === "object" && data !== null && "prettier" in data
      ? data.prettier
      : undefined;
  } catch {
    // Prettier ignores such a file, too.
    return undefined;
  }
}

/** Reads JSON, or YAML with only `key: value` lines; undefined for any other YAML. */
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

/**
 * Whether there is a file, or a link to one: opening a named pipe would wait for a writer.
 *
 * @throws an errno error if it cannot be told
 */
function isFile(path: string): boolean {
  return !isAbsent(path) && statSync(path).isFile();
}

/**
 * Reads a configuration; empty if there is none.
 *
 * @throws an errno error if there is one that cannot be read: without it files would be formatted in another way
 */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (thrown) {
    if (isDiskError(thrown) && !absent.has(thrown.code)) throw thrown;
    return "";
  }
}

/** It was deleted since, or is no file. */
const absent: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR", "EISDIR"]);
