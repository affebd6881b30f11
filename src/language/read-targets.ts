import * as z from "zod/mini";
import { noReasons, readReasons } from "../core/reasons.js";
import type { Reporter } from "../core/report.js";
import type {
  TargetFacts,
  TargetOutput,
  TargetPath,
  TargetSettings,
} from "../core/target.js";
import type { Tree } from "../core/tree.js";
import type { WrittenPath } from "./model.js";
import type { TargetsData } from "./schema-targets.js";

/**
 * Reads the section `targets`. `data` has passed the schema; `tree` has the places of the same values. The result has
 * all targets, with defaults for what the spec does not set.
 *
 * @param out the folder that default paths are relative to
 */
export function readTargets(
  tree: Tree | undefined,
  data: TargetsData | undefined,
  out: string,
  targets: readonly TargetFacts[],
  reporter: Reporter,
): ReadonlyMap<string, TargetSettings> {
  return new Map(
    targets.map(({ name, outputs, options }) => {
      const entry = tree?.entries?.get(name);
      const section = entry?.value;
      const paths = new Map<string, TargetPath>();
      for (const [field, output] of Object.entries(outputs)) {
        const written = textWithPlace(section?.entries?.get(field)?.value);
        if (written !== undefined)
          checkPlaceholders(`${name}.${field}`, output, written, reporter);
        paths.set(field, written ?? defaultPath(output, out));
      }
      const own = data?.[name];
      const off = own === false ? entry?.key : undefined;
      const values = z.object(options).parse(own === false ? {} : (own ?? {}));
      const { accept } = section ? readReasons(section, reporter) : noReasons;
      return [name, { span: entry?.key, off, paths, options: values, accept }];
    }),
  );
}

/** Returns a default path, which is below `out`; paths in the spec are relative to the spec. */
function defaultPath({ path }: TargetOutput, out: string): TargetPath {
  const folder = out.replace(/\/+$/u, "");
  const template = folder === "" || folder === "." ? path : `${folder}/${path}`;
  return { template, span: undefined };
}

const words = {
  rank: ", and {rank} a prefix that outranks the files of the system",
} as const;

/** Reports unknown placeholders, which would become part of a file name. */
function checkPlaceholders(
  field: string,
  { per, placeholders = [] }: TargetOutput,
  { template, span }: WrittenPath,
  reporter: Reporter,
): void {
  const known =
    per === "node"
      ? ["kind", "name", ...placeholders].map((name) => `{${name}}`)
      : [];
  for (const placeholder of new Set(template.match(/\{[^{}/]*\}/gu))) {
    if (known.includes(placeholder)) continue;
    reporter.error(
      "unknown-placeholder",
      span,
      `unknown placeholder \`${placeholder}\` in \`${field}\``,
      {
        help:
          per === "spec"
            ? "write a path without placeholders: the whole spec has one such file"
            : `{kind} becomes role or host, {name} its name${placeholders.map((name) => words[name]).join("")}`,
      },
    );
  }
}

/** Returns a text of the spec with its place; undefined if the value is not a text. */
export function textWithPlace(tree: Tree | undefined): WrittenPath | undefined {
  return tree !== undefined && typeof tree.data === "string"
    ? { template: tree.data, span: tree.span }
    : undefined;
}
