/**
 * tunegen as a library: the same compiler as the command, without its disk and console.
 * @packageDocumentation
 */
import { compileSource } from "./compile.js";
import { error, sortDiagnostics } from "./core/diagnostic.js";
import { type Finding, toFinding } from "./core/finding.js";
import { acceptable, adjustable } from "./rules/codes.js";
import { sysctlSchema } from "./explain/key/editor.js";
import { jsonSchema as schemaFor } from "./language/json-schema.js";
import { type TargetName, targets } from "./targets/emit.js";
import type { SettingLine } from "./targets/setting-lines.js";
import type { OutputFile as FileOf } from "./targets/types.js";

export type { Severity } from "./core/severity.js";
export type { Finding, Place } from "./core/finding.js";
export type { TargetName } from "./targets/emit.js";
export type {
  Catalogue,
  CatalogueDefault,
  CatalogueFact,
  CatalogueKey,
  CatalogueRange,
  CatalogueScope,
} from "./explain/key/catalogue-data.js";

/** A generated file, before it meets a disk. */
export interface OutputFile extends Omit<FileOf<TargetName>, "settingLines"> {
  /** What is set in it, and where, in the order of the lines; found when it is asked for. */
  readonly settings: readonly SettingLine[];
}

export interface CompileOptions {
  /** The spec's name, for messages and file headers: `tuning.yaml` if left out. */
  readonly path?: string;
  /**
   * Gives the text of a file that the spec names under `include` or as `kernelBuild`, by the path written there.
   * It may throw: the message becomes part of a finding. If left out, such a file is a finding itself.
   */
  readonly read?: (path: string) => string;
}

export interface CompileResult {
  /** The generated files, paths relative to the spec's folder; empty where a finding is an error. */
  readonly files: readonly OutputFile[];
  /** Sorted by file, line and rule. */
  readonly findings: readonly Finding[];
}

/** The JSON Schema of a spec, for editors. */
export function jsonSchema(): object {
  return schemaFor({
    targets,
    acceptable: acceptable(),
    adjustable: [...adjustable().keys()],
    sysctls: sysctlSchema(),
  });
}

/**
 * Compiles the text of a spec. A faulty spec is not thrown but found: look for findings of severity `error`.
 *
 * @example
 * const { files, findings } = compile(await readFile("tuning.yaml", "utf8"));
 */
export function compile(
  text: string,
  options: CompileOptions = {},
): CompileResult {
  const { path = "tuning.yaml", read } = options;
  const { files, errors, findings } = compileSource(
    { name: path, text: text.replace(/^\ufeff/u, "").replaceAll("\r\n", "\n") },
    {
      readInclude(name) {
        if (read === undefined) {
          return error(
            "unreadable-include",
            undefined,
            `\`${name}\` was not read`,
            {
              help: "pass `read` to compile()",
            },
          );
        }
        try {
          return { name, text: read(name) };
        } catch (thrown) {
          const reason =
            thrown instanceof Error ? thrown.message : String(thrown);
          return error(
            "unreadable-include",
            undefined,
            `\`${name}\` cannot be read: ${reason}`,
          );
        }
      },
    },
  );
  return {
    files: files.map(({ settingLines, ...file }) => ({
      ...file,
      get settings() {
        return settingLines();
      },
    })),
    findings: sortDiagnostics([...errors, ...findings]).map(toFinding),
  };
}
