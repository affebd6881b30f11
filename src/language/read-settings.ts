import { none } from "../core/none.js";
import type { Reporter } from "../core/report.js";
import type { Tree } from "../core/tree.js";
import type { Owner } from "../core/written.js";
import { byKind } from "../settings/by-kind.js";
import {
  type Kind,
  kinds,
  type WrittenOf,
  type WrittenSettings,
} from "../settings/registry.js";

/** Whether a place has no settings of these kinds, not even invalid ones. */
export function isBare(names: readonly Kind[], tree: Tree): boolean {
  return names.every((name) => {
    const section = tree.entries?.get(kinds[name].section)?.value;
    return (section?.entries?.size ?? section?.items?.length ?? 0) === 0;
  });
}

/** Reads the settings at one place of the spec, of the kinds that are allowed there. `tree` has passed the schema. */
export function readSettings<K extends Kind>(
  names: readonly K[],
  owner: Owner,
  tree: Tree,
  reporter: Reporter,
): WrittenSettings<K> {
  const read = <Each extends K>(name: Each): readonly WrittenOf<Each>[] => {
    const kind = kinds[name];
    const section = tree.entries?.get(kind.section);
    return section === undefined || !kind.places.includes(owner.kind)
      ? none
      : kind.read(owner, section, reporter);
  };
  return byKind(names, read);
}
