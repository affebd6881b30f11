import { extname } from "node:path";
import { error, type Diagnostic } from "../core/diagnostic.js";
import type { Disk } from "./disk.js";
import {
  absolutePath,
  relativePath,
  shownPath,
  type OutputLocation,
} from "./location.js";
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

/**
 * Opens a formatter for one comparison, so that `prettier --check .` of the user passes. The targets' texts are already
 * formatted by prettier's defaults; prettier is loaded only for files whose folder has a configuration that changes them.
 */
export function openFormat(location: OutputLocation, disk: Disk): Format {
  const styles = findStyles(disk, location.boundary);
  let loaded: ReturnType<typeof loadPrettier> | undefined;

  async function withPrettier(
    { path, text }: UnformattedFile,
    absolute: string,
  ): Promise<Formatted> {
    let prettier: Awaited<ReturnType<typeof loadPrettier>>;
    try {
      prettier = await (loaded ??= loadPrettier());
    } catch (thrown) {
      return { error: loadError(thrown) };
    }
    let config: string | undefined;
    try {
      const found = await prettier.resolveConfigFile(absolute);
      config = found === null ? ".editorconfig" : relativePath(location, found);
      const options = await prettier.resolveConfig(absolute, {
        editorconfig: true,
      });
      const { ignored } = await prettier.getFileInfo(absolute, {
        ignorePath: [...styles.ignoreFiles(absolute)],
        withNodeModules: true,
      });
      if (options === null || ignored) return { text };
      return {
        text: await prettier.format(text, { ...options, filepath: absolute }),
      };
    } catch (thrown) {
      return { error: formatError(location, path, config, thrown) };
    }
  }

  return (file) => {
    if (!extensions.has(extname(file.path))) return file;
    const absolute = absolutePath(location, file.path);
    return styles.isGoverned(absolute) ? withPrettier(file, absolute) : file;
  };
}

async function loadPrettier() {
  const prettier = await import("prettier");
  // In a process that runs for long the configuration may have changed.
  await prettier.clearConfigCache();
  return prettier;
}

function loadError(thrown: unknown): Diagnostic {
  return error(
    "output-format",
    undefined,
    `prettier cannot be loaded: ${reasonOf(thrown)}`,
    {
      why: "a prettier configuration overrides prettier's defaults",
      help: "reinstall tunegen with its dependencies",
    },
  );
}

function formatError(
  location: OutputLocation,
  path: string,
  config: string | undefined,
  thrown: unknown,
): Diagnostic {
  return error(
    "output-format",
    undefined,
    `${shownPath(location, path)} cannot be formatted with the prettier configuration of its folder: ${reasonOf(thrown)}`,
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
