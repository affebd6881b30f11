import { devNull } from "node:os";
import { extname } from "node:path";
import type * as Prettier from "prettier";
import { error, type Diagnostic } from "../core/diagnostic.js";
import type { Disk } from "./disk.js";
import { errnoWords, isDiskError } from "./errno.js";
import {
  absolutePath,
  isWithin,
  relativePath,
  shownPath,
  type OutputLocation,
} from "./location.js";
import { isNotInstalled, loadFrom } from "./optional-package.js";
import { findStyles } from "./prettier-config.js";

/** A file's text; its path is relative to the root. */
export interface UnformattedFile {
  readonly path: string;
  readonly text: string;
}

export type Formatted =
  { readonly text: string } | { readonly error: Diagnostic };

/** Formats one file by the prettier configuration of its folder. */
export type Format = (file: UnformattedFile) => Formatted | Promise<Formatted>;

/** The files that prettier formats without a plugin, of those that tunegen writes. */
const extensions = new Set([
  ".json",
  ".jsonc",
  ".json5",
  ".markdown",
  ".md",
  ".yaml",
  ".yml",
]);

export interface FormatOptions {
  /** How long a configuration may take for one file, in milliseconds. */
  readonly patience?: number;
  /** False if prettier counts as not installed: its configurations and plugins are code of the user. */
  readonly mayLoad?: boolean;
}

const PATIENCE = 30_000;

/**
 * Opens a formatter for one comparison, so that `prettier --check .` of the user passes. The targets' texts are already
 * formatted by prettier's defaults; prettier is loaded only for files whose folder has a configuration that changes them.
 * Without prettier, the first of these files is an error, and the others have the same one.
 */
export function openFormat(
  location: OutputLocation,
  disk: Disk,
  options: FormatOptions = {},
): Format {
  const { styleBoundary } = location;
  return styleBoundary === undefined
    ? (file) => file
    : formatBelow(styleBoundary, location, disk, options);
}

function formatBelow(
  boundary: string,
  location: OutputLocation,
  disk: Disk,
  { patience = PATIENCE, mayLoad = true }: FormatOptions,
): Format {
  const styles = findStyles(disk, boundary);
  let loaded: ReturnType<typeof loadPrettier> | undefined;
  /** What every further file would meet, too. */
  let lasting: Diagnostic | undefined;
  /** By configuration and reason: a configuration that is broken is so for each of its files, and is reported once. */
  const failures = new Map<string, Diagnostic>();

  async function withPrettier(
    { path, text }: UnformattedFile,
    absolute: string,
  ): Promise<Formatted> {
    if (lasting !== undefined) return { error: lasting };
    let prettier: Awaited<ReturnType<typeof loadPrettier>>;
    try {
      prettier = await (loaded ??= loadPrettier(location.root, boundary));
    } catch (thrown) {
      if (!isNotInstalled(thrown, "prettier"))
        return { error: loadError(thrown) };
      lasting = missingError(shownPath(location, path));
      return { error: lasting };
    }
    let config: string | undefined;
    const run = async (): Promise<string> => {
      const nearest = await prettier.resolveConfigFile(absolute);
      const found =
        nearest !== null && isWithin(nearest, boundary) ? nearest : undefined;
      config =
        found === undefined ? ".editorconfig" : relativePath(location, found);
      const { ignored } = await prettier.getFileInfo(absolute, {
        ignorePath: [...styles.ignoreFiles(absolute)],
        withNodeModules: true,
        resolveConfig: false,
      });
      const options = await prettier.resolveConfig(absolute, {
        editorconfig: styles.hasEditorConfig(absolute),
        // Without a name, prettier would take one above the boundary.
        config: found ?? devNull,
      });
      return options === null || ignored
        ? text
        : prettier.format(text, { ...options, filepath: absolute });
    };
    try {
      return { text: await withoutExit(run, patience) };
    } catch (thrown) {
      const reason = reasonOf(thrown);
      const same = `${config ?? ""}\0${reason}`;
      const failed =
        failures.get(same) ?? formatError(location, path, config, reason);
      failures.set(same, failed);
      if (thrown instanceof OutOfPatience) lasting = failed;
      return { error: failed };
    }
  }

  return (file) => {
    if (!extensions.has(extname(file.path))) return file;
    const absolute = absolutePath(location, file.path);
    try {
      if (!styles.isGoverned(absolute)) return file;
    } catch (thrown) {
      if (!isDiskError(thrown)) throw thrown;
      return { error: unreadableError(location, file.path, thrown) };
    }
    if (mayLoad) return withPrettier(file, absolute);
    lasting ??= missingError(shownPath(location, file.path));
    return { error: lasting };
  };
}

/** Loads the repository's own prettier, with which it is checked, or else the one beside tunegen. */
async function loadPrettier(
  root: string,
  boundary: string,
): Promise<typeof Prettier> {
  // What is loaded by a path has no type; this is the package of that name.
  const own = loadFrom(root, "prettier", boundary) as
    typeof Prettier | undefined;
  const prettier = own ?? (await import("prettier"));
  // In a process that runs for long the configuration may have changed.
  await prettier.clearConfigCache();
  return prettier;
}

function unreadableError(
  location: OutputLocation,
  path: string,
  thrown: { readonly code: string },
): Diagnostic {
  return error(
    "output-format",
    undefined,
    `the configuration of how ${shownPath(location, path)} is formatted cannot be read: ${errnoWords(thrown)}`,
    {
      why: "files are written as `prettier --check` expects them",
      help: "make `.editorconfig`, `package.json` and prettier's own configuration readable for this user",
    },
  );
}

function missingError(path: string): Diagnostic {
  return error(
    "prettier-missing",
    undefined,
    `a prettier configuration applies to ${path}, but prettier is not installed`,
    {
      why: "files are written as `prettier --check` expects them, and only prettier knows how",
      help: "run `npm install --save-dev prettier`",
    },
  );
}

function loadError(thrown: unknown): Diagnostic {
  return error(
    "output-format",
    undefined,
    `prettier cannot be loaded: ${reasonOf(thrown)}`,
    {
      why: "a prettier configuration overrides prettier's defaults",
      help: "reinstall prettier",
    },
  );
}

function formatError(
  location: OutputLocation,
  path: string,
  config: string | undefined,
  reason: string,
): Diagnostic {
  return error(
    "output-format",
    undefined,
    `${shownPath(location, path)} cannot be formatted with the prettier configuration of its folder: ${reason}`,
    {
      why: `files are written as \`prettier --check\` expects them${config === undefined ? "" : `, by ${shownPath(location, config)}`}`,
      help: "fix that configuration, or add the file to `.prettierignore`",
    },
  );
}

/** Returns the first line of an error; prettier adds an excerpt below it. */
function reasonOf(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return message.split("\n")[0] ?? "";
}

class OutOfPatience extends Error {}

/** Runs code of a configuration, which could end the program with success, or wait forever, before anything was compared. */
async function withoutExit<Value>(
  run: () => Promise<Value>,
  patience: number,
): Promise<Value> {
  const exit = process.exit.bind(process);
  process.exit = () => {
    throw new Error("it calls `process.exit`");
  };
  let stop = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => {
      reject(new OutOfPatience(`it takes more than ${patience / 1000} s`));
    }, patience);
    // What it throws in a timer.
    process.on("uncaughtException", reject);
    stop = () => {
      clearTimeout(timer);
      process.off("uncaughtException", reject);
    };
  });
  try {
    return await Promise.race([run(), stopped]);
  } finally {
    stop();
    process.exit = exit;
  }
}
