import * as z from "zod/mini";
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
 * Reads the section `targets`: `data` as the schema passed it, `tree` for its places. Every target has its settings, with
 * defaults filled in where nothing is written.
 *
 * @param out the folder of the default paths
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
      const section = tree?.entries?.get(name)?.value;
      const paths = new Map<string, TargetPath>();
      for (const [field, output] of Object.entries(outputs)) {
        const written = textWithPlace(section?.entries?.get(field)?.value);
        if (written !== undefined)
          checkPlaceholders(`${name}.${field}`, output, written, reporter);
        paths.set(field, written ?? defaultPath(output, out));
      }
      const values = z.object(options).parse(data?.[name] ?? {});
      return [name, { paths, options: values }];
    }),
  );
}

/** A path of the spec's own is relative to the spec, a default one to `out`. */
function defaultPath({ path }: TargetOutput, out: string): TargetPath {
  const folder = out.replace(/\/+$/u, "");
  const template = folder === "" || folder === "." ? path : `${folder}/${path}`;
  return { template, span: undefined };
}

/** What stands in braces and is not filled in would become part of a file's name. */
function checkPlaceholders(
  field: string,
  { per }: TargetOutput,
  { template, span }: WrittenPath,
  reporter: Reporter,
): void {
  const known = per === "node" ? ["{kind}", "{name}"] : [];
  for (const placeholder of new Set(template.match(/\{[^{}/]*\}/gu))) {
    if (known.includes(placeholder)) continue;
    reporter.error(
      "unknown-placeholder",
      span,
      `\`${placeholder}\` is filled in by nothing in \`${field}\``,
      {
        help:
          per === "spec"
            ? "write the path as it is: there is one such file in all"
            : "{kind} becomes role or host, {name} its name",
      },
    );
  }
}

/** A text of the spec with its place. */
export function textWithPlace(tree: Tree | undefined): WrittenPath | undefined {
  return tree !== undefined && typeof tree.data === "string"
    ? { template: tree.data, span: tree.span }
    : undefined;
}
