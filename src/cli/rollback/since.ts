import type { Diagnostic } from "../../core/diagnostic.js";
import { shortNameList } from "../../core/name-list.js";
import type { Side } from "../../diff/diff-specs.js";
import { partChanges } from "../../diff/parts.js";
import type { NodePlan, Plan } from "../../plan/types.js";
import { clusterFileSince } from "../../rollback/forms/cluster.js";
import type { ClusterProxyFile } from "../../rollback/forms/cluster-proxy.js";
import type { RollbackFile } from "../../rollback/forms/files.js";
import { type Before, isEmpty, nodeBefore } from "../../rollback/since.js";
import type { Built, Undo } from "../../rollback/types.js";
import { targets } from "../../targets/emit.js";
import type { OutputFile } from "../../targets/types.js";
import type { Console } from "../console.js";
import { compileEarlier } from "../diff/earlier-spec.js";
import { readOld } from "../diff/read-old.js";
import { printDiagnostics } from "../formats/text.js";

/** How many names a message lists. */
const NAMED = 8;

/** The spec to which a rollback goes back. */
export interface Since {
  /** As the user names it. */
  readonly name: string;
  readonly side: Side;
}

/**
 * Reads the spec of a revision; undefined if there is none, or one with errors, which are printed.
 *
 * @param file path of the present spec
 */
export function readSince(
  word: string,
  file: string,
  specName: string,
  terminal: Console,
): Since | undefined {
  const old = readOld(word, file === "-" ? "tuning.yaml" : file);
  if ("code" in old) return fail([old], terminal);
  const { side, errors } = compileEarlier(old, specName, terminal);
  if (side !== undefined && errors.length === 0)
    return { name: old.name, side };
  terminal.err.print(
    `${old.name} has errors: what it says of the nodes is not known\n`,
  );
  return undefined;
}

function fail(errors: readonly Diagnostic[], terminal: Console): undefined {
  printDiagnostics(errors, terminal);
  return undefined;
}

/** What the earlier spec says of a node. */
export function beforeOf(node: NodePlan, { name, side }: Since): Before {
  return { name, plan: side.plan, node: nodeBefore(node, side.plan) };
}

/** The files of a node that the earlier spec has otherwise, or not. */
export function filesSince(
  node: NodePlan,
  now: readonly OutputFile[],
  { side }: Since,
  shown: (path: string) => string,
): Built {
  const before = nodeBefore(node, side.plan);
  const old = before === undefined ? [] : filesOf(before, side.files ?? []);
  const texts = new Map(now.map(({ path, text }) => [path, text]));
  const oldPaths = new Set(old.map(({ path }) => path));
  return {
    changed: old
      .filter(({ path, text }) => texts.get(path) !== text)
      .map(({ path }) => shown(path)),
    gone: filesOf(node, now)
      .filter(({ path }) => !oldPaths.has(path))
      .map(({ path }) => shown(path)),
  };
}

/** The files that a build writes for a node; those for all nodes of a cluster belong to none of them. */
export function filesOf(
  { kind, name }: NodePlan,
  files: readonly OutputFile[],
): readonly OutputFile[] {
  return files.filter(
    ({ nodes, target, output }) =>
      nodes.some((each) => each.kind === kind && each.name === name) &&
      targets.find((each) => each.name === target)?.outputs[output]?.per ===
        "node",
  );
}

/** What undoes the changes of the cluster as a whole. */
export function clusterSince(
  { name, side }: Since,
  plan: Plan,
  proxies: readonly ClusterProxyFile[],
): RollbackFile | undefined {
  return clusterFileSince(
    name,
    partChanges(side.plan, plan),
    plan.specName,
    proxies,
  );
}

/** Leaves out the nodes on which nothing changed, and names them. */
export function onlyChanged(
  undos: readonly Undo[],
  { name }: Since,
  { err }: Console,
): readonly Undo[] {
  const same = undos.filter(({ node }) => isEmpty(node.settings));
  if (same.length > 0)
    err.print(`note: nothing changed since \`${name}\` on ${names(same)}\n`);
  return undos.filter((undo) => !same.includes(undo));
}

/** Names the nodes that left the spec: they are none of its nodes, so that nothing is undone on them. */
export function nameGone(
  { name, side }: Since,
  plan: Plan,
  { err }: Console,
): void {
  const gone = side.plan.nodes.filter(
    (node) =>
      !plan.nodes.some(
        (each) => each.kind === node.kind && each.name === node.name,
      ),
  );
  if (gone.length > 0)
    err.print(
      `note: nothing is undone on nodes that are only in \`${name}\`: ${names(gone)}\n`,
    );
}

function names(
  all: readonly { readonly kind: string; readonly name: string }[],
): string {
  return shortNameList(
    all.map(({ kind, name }) => `${kind} \`${name}\``),
    NAMED,
  );
}
