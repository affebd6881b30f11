import { type Diagnostic, error } from "../core/diagnostic.js";
import type { TargetSection, WrittenPath } from "./model.js";
import type { TargetsData } from "./schema.js";
import type { Tree } from "../core/tree.js";

/** Paths of which there is one for each node; of the others there is one in all. */
const ofNodes: ReadonlySet<string> = new Set([
  "nixos.path",
  "talos.path",
  "k3s.path",
  "rke2.path",
  "kubeadm.path",
  "sysctl.d.path",
  "sysctl.d.modulesPath",
  "system.path",
  "interrupts.path",
  "talos.schematicPath",
  "prometheus.argsPath",
  "prometheus.valuesPath",
]);

/** Reads the section `targets`: `data` as the schema passed it, `tree` for its places. */
export function readTargets(
  tree: Tree | undefined,
  data: TargetsData | undefined,
  faults: Diagnostic[],
): TargetSection {
  const paths = new Map<string, WrittenPath>();
  for (const [target, { value }] of tree?.entries ?? []) {
    for (const [field, entry] of value.entries ?? []) {
      const path = textWithPlace(entry.value);
      if (path !== undefined && /path$/iu.test(field)) {
        const name = `${target}.${field}`;
        faults.push(...placeholderFaults(name, path));
        paths.set(name, path);
      }
    }
  }
  return { paths, options: data ?? {} };
}

/** What stands in braces and is not filled in would become part of a file's name. */
function placeholderFaults(
  field: string,
  { template, span }: WrittenPath,
): readonly Diagnostic[] {
  const known = ofNodes.has(field) ? ["{kind}", "{name}"] : [];
  return [...new Set(template.match(/\{[^{}/]*\}/gu))]
    .filter((placeholder) => !known.includes(placeholder))
    .map((placeholder) =>
      error(
        "unknown-placeholder",
        span,
        `\`${placeholder}\` is filled in by nothing in \`${field}\``,
        {
          help:
            known.length === 0
              ? "write the path as it is: there is one such file in all"
              : "{kind} becomes role or host, {name} its name",
        },
      ),
    );
}

/** A text of the spec with its place. */
export function textWithPlace(tree: Tree | undefined): WrittenPath | undefined {
  return tree !== undefined && typeof tree.data === "string"
    ? { template: tree.data, span: tree.span }
    : undefined;
}
