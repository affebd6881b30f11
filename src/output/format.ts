import { extname } from "node:path";
import { error, type Diagnostic } from "../core/diagnostic.js";
import type { Disk } from "./disk.js";
import {
  absolutePath,
  relativePath,
  shownPath,
  type Place,
} from "./folders.js";
import { findStyles } from "./prettier-config.js";

/** A text and where it goes, relative to the root. */
export interface Formattable {
  readonly path: string;
  readonly text: string;
}

export type Formatted =
  { readonly text: string } | { readonly fault: Diagnostic };

/** Lays out one file as the prettier configuration that governs its folder has it. */
export type Format = (file: Formattable) => Formatted | Promise<Formatted>;

/** What prettier formats by itself, of what tunegen may write. */
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
 * A formatter for one comparison. Output is a fixpoint of prettier's defaults already, so prettier is loaded only for
 * files whose folder has a configuration that asks for something else, and a `prettier --check .` of the user stays
 * green.
 */
export function openFormat(place: Place, disk: Disk): Format {
  const styles = findStyles(disk, place.boundary);
  let loaded: ReturnType<typeof loadPrettier> | undefined;

  async function withPrettier(
    { path, text }: Formattable,
    absolute: string,
  ): Promise<Formatted> {
    let prettier: Awaited<ReturnType<typeof loadPrettier>>;
    try {
      prettier = await (loaded ??= loadPrettier());
    } catch (thrown) {
      return { fault: loadFault(thrown) };
    }
    let config: string | undefined;
    try {
      const found = await prettier.resolveConfigFile(absolute);
      config = found === null ? ".editorconfig" : relativePath(place, found);
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
      return { fault: formatFault(place, path, config, thrown) };
    }
  }

  return (file) => {
    if (!extensions.has(extname(file.path))) return file;
    const absolute = absolutePath(place, file.path);
    return styles.isGoverned(absolute) ? withPrettier(file, absolute) : file;
  };
}

async function loadPrettier() {
  const prettier = await import("prettier");
  // In a long-running `--watch` the configuration may have changed.
  await prettier.clearConfigCache();
  return prettier;
}

function loadFault(thrown: unknown): Diagnostic {
  return error(
    "output-format",
    undefined,
    `prettier cannot be loaded: ${reasonOf(thrown)}`,
    {
      why: "a prettier configuration asks for another style than tunegen's own",
      help: "install tunegen again, with the packages that it depends on",
    },
  );
}

function formatFault(
  place: Place,
  path: string,
  config: string | undefined,
  thrown: unknown,
): Diagnostic {
  return error(
    "output-format",
    undefined,
    `${shownPath(place, path)} cannot be formatted with the prettier configuration of its folder: ${reasonOf(thrown)}`,
    {
      why: `files are written as \`prettier --check\` expects them${config === undefined ? "" : `, by ${shownPath(place, config)}`}`,
      help: "mend that configuration, or name the file in .prettierignore",
    },
  );
}

/** The first line of what was thrown: prettier goes on with an excerpt. */
function reasonOf(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return message.split("\n")[0] ?? "";
}
