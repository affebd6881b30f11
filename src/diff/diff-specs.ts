import { compare } from "../core/diagnostic.js";
import { grouped } from "../explain/grouped.js";
import { toData } from "../explain/data.js";
import type { Spec } from "../language/model.js";
import type { NodePlan, Plan } from "../plan/types.js";
import type { OutputFile } from "../targets/types.js";
import { factChanges } from "./facts.js";
import { memoryChange } from "./memory.js";
import { partChanges } from "./parts.js";
import { settingChanges } from "./settings.js";
import type { Change, FileChange, NodeGroup, SpecDiff } from "./types.js";

/** One of the two specs that are compared. */
export interface Side {
  readonly spec: Spec;
  readonly plan: Plan;
  /** Undefined for a spec with errors. */
  readonly files: readonly OutputFile[] | undefined;
}

/**
 * Tells what changes on each node between two specs, in the order of the new one. Nodes that change alike are one group;
 * those that do not change are in none.
 */
export function diffSpecs(
  before: Side,
  after: Side,
  shownPath: (path: string) => string,
): SpecDiff {
  const old = new Map(before.plan.nodes.map((node) => [keyOf(node), node]));
  const now = new Set(after.plan.nodes.map(keyOf));
  const changesOf = rememberingChanges();
  const pairs = after.plan.nodes.flatMap((node) => {
    const was = old.get(keyOf(node));
    return was === undefined ? [] : [{ was, node }];
  });
  const all = pairs.map(({ was, node }): NodeGroup => ({
    nodes: [node],
    changes: changesOf(was, node),
    facts: factChanges([before.spec, was], [after.spec, node]),
    memory: memoryChange([before.plan, was], [after.plan, node]),
  }));
  const groups = grouped(
    all.filter(
      ({ changes, facts, memory }) =>
        changes.length > 0 || facts.length > 0 || memory !== undefined,
    ),
    ({ changes, facts, memory }) =>
      JSON.stringify(toData({ changes, facts, memory })),
  ).map((group): NodeGroup => ({
    ...group[0],
    nodes: group.flatMap(({ nodes }) => nodes),
  }));
  return {
    groups,
    added: after.plan.nodes.filter((node) => !old.has(keyOf(node))),
    removed: before.plan.nodes.filter((node) => !now.has(keyOf(node))),
    parts: partChanges(before.plan, after.plan),
    files:
      before.files === undefined || after.files === undefined
        ? undefined
        : fileChanges(before.files, after.files, shownPath),
    kept: pairs.map(({ node }) => node),
  };
}

/** Whether two specs say the same of everything. */
export function isSame({
  groups,
  added,
  removed,
  parts,
  files = [],
}: SpecDiff): boolean {
  return [groups, added, removed, parts, files].every(
    ({ length }) => length === 0,
  );
}

/** Hosts without settings of their own share those of their role, which are compared once. */
function rememberingChanges(): typeof settingChanges {
  const known = new Map<object, Map<object, readonly Change[]>>();
  return (before, after) => {
    const ofBefore =
      known.get(before.settings) ?? new Map<object, readonly Change[]>();
    known.set(before.settings, ofBefore);
    const changes =
      ofBefore.get(after.settings) ?? settingChanges(before, after);
    ofBefore.set(after.settings, changes);
    return changes;
  };
}

function keyOf({ kind, name }: NodePlan): string {
  return `${kind} ${name}`;
}

function fileChanges(
  before: readonly OutputFile[],
  after: readonly OutputFile[],
  shownPath: (path: string) => string,
): readonly FileChange[] {
  const old = new Map(before.map((file) => [file.path, file]));
  const now = new Map(after.map((file) => [file.path, file]));
  return [...new Set([...now.keys(), ...old.keys()])]
    .flatMap((path): readonly FileChange[] => {
      const [was, is] = [old.get(path), now.get(path)];
      if (was?.text === is?.text) return [];
      return [
        {
          path: shownPath(path),
          state:
            was === undefined
              ? "added"
              : is === undefined
                ? "removed"
                : "changed",
          nodes:
            (is ?? was)?.nodes.map(({ kind, name }) => ({ kind, name })) ?? [],
        },
      ];
    })
    .sort((a, b) => compare(a.path, b.path));
}
