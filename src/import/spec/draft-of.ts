import { listOf } from "../../core/list-of.js";
import type { FoundSetting, Reading, Remark } from "../types.js";
import {
  type Draft,
  type DraftLayer,
  type DraftSetting,
  type DraftWorkload,
  joinReasons,
} from "./draft.js";
import { nodeName, slug } from "./node-name.js";
import {
  isSame,
  type MergedNode,
  mergeNode,
  type NodeFiles,
  pathId,
} from "./one-node.js";
import { divide, draftSetting, unused } from "./shared-profiles.js";

/** A draft, and what the report says of how it came to be. */
export interface Drafted {
  readonly draft: Draft;
  readonly remarks: readonly Remark[];
}

/** Makes a spec of what was read: a role for each node, profiles, the objects of pods, and what is the cluster's. */
export function draftOf(files: readonly NodeFiles[]): Drafted {
  const readings = files.flatMap((node) => node.readings);
  const merged = files.map(mergeNode);
  const { nodes, facts: ofCluster } = hoisted(merged.filter(isRole));
  const { profiles, own } = divide(nodes);
  const shared = new Map([...sharedFacts(nodes), ...ofCluster]);
  const roles = nodes.map((node): DraftLayer => {
    const { profiles: names = [], settings = [] } = own.get(node.name) ?? {};
    return {
      name: node.name,
      ...headingOf(node.readings),
      facts: new Map(
        [...node.facts].filter(([name, value]) => shared.get(name) !== value),
      ),
      profiles: names,
      settings,
      commentedOut: node.readings.flatMap(({ commentedOut }) => commentedOut),
    };
  });
  const cluster = clusterOf(readings);
  return {
    draft: {
      facts: shared,
      profiles,
      roles,
      workloads: workloadsOf(readings),
      cluster: cluster.settings,
    },
    remarks: [...merged.flatMap(({ remarks }) => remarks), ...cluster.remarks],
  };
}

/**
 * Whether files say enough of a node for a role. Files about pods or the cluster do not, nor does a module that only imports
 * others.
 */
function isRole({ facts, settings, readings }: MergedNode): boolean {
  return (
    settings.size > 0 ||
    [...facts.keys()].some((name) => name !== "os") ||
    readings.some(({ commentedOut }) => commentedOut.length > 0)
  );
}

/**
 * Takes the files of kube-proxy out of the nodes: they are the cluster's, and their mode is a fact of all nodes. They stay
 * if there is no other node, if they disagree, and where the command line names a role for them.
 */
function hoisted(nodes: readonly MergedNode[]): {
  readonly nodes: readonly MergedNode[];
  readonly facts: Draft["facts"];
} {
  const isCluster = ({ name, settings, readings }: MergedNode): boolean =>
    settings.size === 0 &&
    readings.every(
      ({ format, source }) =>
        format === "kube-proxy" && nodeName(source.name) === name,
    );
  const others = nodes.filter((node) => !isCluster(node));
  const [first, ...more] = nodes.filter(isCluster);
  const isOne = more.every(
    ({ facts }) => String([...facts]) === String([...(first?.facts ?? [])]),
  );
  return first === undefined || others.length === 0 || !isOne
    ? { nodes, facts: new Map() }
    : { nodes: others, facts: first.facts };
}

/** Words of a heading that gives no reason. */
const noReason =
  /copyright|licen[cs]e|spdx|managed by|do not edit|generated|^\S+\.(?:conf|nix|ya?ml)$/iu;

function headingOf(
  readings: readonly Reading[],
): Pick<DraftLayer, "why" | "refs"> {
  const headings = readings
    .flatMap(({ heading }) => heading ?? [])
    .filter(({ text }) => text !== undefined && !noReason.test(text));
  return joinReasons(...headings);
}

function sharedFacts(nodes: readonly MergedNode[]): Draft["facts"] {
  const [first, ...others] = nodes;
  if (first === undefined || others.length === 0) return new Map();
  return new Map(
    [...first.facts].filter(([name, value]) =>
      others.every(({ facts }) => facts.get(name) === value),
    ),
  );
}

function clusterOf(readings: readonly Reading[]): {
  readonly settings: readonly DraftSetting[];
  readonly remarks: readonly Remark[];
} {
  const remarks: Remark[] = [];
  const all = new Map<string, FoundSetting>();
  for (const found of readings.flatMap(({ settings }) => settings)) {
    if (found.holder.kind !== "cluster") continue;
    const before = all.get(pathId(found));
    if (before !== undefined && !isSame(before, found))
      remarks.push({
        kind: "changed",
        span: before.span,
        message: `\`${found.path.join(".")}\` has another value in ${found.span.source.name}, and that is taken`,
      });
    all.set(pathId(found), found);
  }
  return {
    settings: [...all.values()].map((found) =>
      draftSetting([found], undefined),
    ),
    remarks,
  };
}

function workloadsOf(readings: readonly Reading[]): readonly DraftWorkload[] {
  const objects = new Map<string, FoundSetting[]>();
  for (const { settings } of readings) {
    for (const found of settings) {
      const { holder, span } = found;
      if (holder.kind !== "pods") continue;
      // Pods without a name are those of their file.
      const own = holder.name ?? `\0${span.source.name}`;
      const id = [holder.object, holder.namespace, own].join("\0");
      listOf(objects, id).push(found);
    }
  }
  const names = new Set<string>();
  return [...objects.values()].flatMap((all) => {
    const holder = all[0]?.holder;
    if (holder?.kind !== "pods") return [];
    const { object, name, namespace } = holder;
    return [
      {
        name: unused(slug(name ?? "") || "unnamed", names),
        object,
        objectName: name,
        namespace,
        hostNetwork: all.some(
          (found) =>
            found.holder.kind === "pods" && found.holder.hostNetwork === true,
        ),
        settings: all.map((found) => draftSetting([found], undefined)),
      },
    ];
  });
}
