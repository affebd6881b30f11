import { readNixPriority } from "../core/nix-priority.js";
import { noReasons, readReasons } from "../core/reasons.js";
import { below, type Reporter } from "../core/report.js";
import type { Entry, Tree } from "../core/tree.js";
import type { Owner, Reference } from "../core/written.js";
import { nodeKindNames } from "../settings/registry.js";
import type { Layer } from "./model.js";
import { isBare, readSettings } from "./read-settings.js";

/** Reads what profiles, roles and hosts have in common. `entry` has passed the schema. */
export function readLayer(
  owner: Owner,
  { key: span, value: tree, comment }: Entry,
  reporter: Reporter,
): Layer {
  const reasons = readReasons(tree, reporter);
  return {
    ...reasons,
    why: reasons.why ?? comment,
    owner,
    span,
    settings: readSettings(
      nodeKindNames,
      owner,
      tree,
      below(reporter, reasons),
    ),
    isBare: isBare(nodeKindNames, tree),
    priority: readNixPriority(tree),
  };
}

/** Reads the settings at the top of the spec, which have no common `why`. */
export function readTop(tree: Tree, reporter: Reporter): Layer {
  const owner: Owner = { kind: "spec", name: "kubeProxy" };
  return {
    ...noReasons,
    owner,
    span: tree.span,
    settings: readSettings(nodeKindNames, owner, tree, reporter),
    isBare: isBare(nodeKindNames, tree),
  };
}

/** Reads the names in a list such as `profiles:`. */
export function readReferences(tree: Tree | undefined): readonly Reference[] {
  return (tree?.items ?? []).map((item) => ({
    name: String(item.data),
    span: item.span,
  }));
}
