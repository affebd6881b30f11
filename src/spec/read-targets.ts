import type { TargetSection, WrittenPath } from "./model.js";
import type { TargetsData } from "./schema.js";
import type { Tree } from "./tree.js";

/** Reads the section `targets`: `data` as the schema passed it, `tree` for its places. */
export function readTargets(
  tree: Tree | undefined,
  data: TargetsData = {},
): TargetSection {
  const path = (
    target: keyof TargetSection,
    field: string,
  ): WrittenPath | undefined =>
    textWithPlace(tree?.entries?.get(target)?.value.entries?.get(field)?.value);
  const paths = <Field extends string>(
    target: keyof TargetSection,
    ...fields: readonly Field[]
  ): { readonly [F in Field]?: WrittenPath } => {
    const found: { [F in Field]?: WrittenPath } = {};
    for (const field of fields) {
      const written = path(target, field);
      if (written !== undefined) found[field] = written;
    }
    return found;
  };
  const { priority, k3sFlags } = data.nixos ?? {};
  const { keys } = data.cilium ?? {};
  return {
    nixos: {
      ...paths("nixos", "path"),
      ...(priority !== undefined && { priority }),
      ...(k3sFlags !== undefined && { k3sFlags }),
    },
    talos: paths("talos", "path", "proxyPath"),
    k3s: paths("k3s", "path"),
    "sysctl.d": paths("sysctl.d", "path", "modulesPath"),
    cilium: { ...paths("cilium", "path"), ...(keys !== undefined && { keys }) },
  };
}

/** A text of the spec with its place. */
export function textWithPlace(tree: Tree | undefined): WrittenPath | undefined {
  return tree !== undefined && typeof tree.data === "string"
    ? { template: tree.data, span: tree.span }
    : undefined;
}
