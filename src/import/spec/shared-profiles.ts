import type { FoundSetting, Reason } from "../types.js";
import type { DraftLayer, DraftSetting } from "./draft.js";
import { joinReasons } from "./draft.js";
import { humanValue } from "./human-value.js";
import { slug } from "./node-name.js";
import { type MergedNode, pathId } from "./one-node.js";

/** A setting with the nodes that have it with the same value, and what each of them says of it. */
interface Shared {
  readonly nodes: readonly MergedNode[];
  readonly found: readonly FoundSetting[];
}

/** Settings of the same nodes below the same comment. */
interface Bucket {
  readonly nodes: readonly MergedNode[];
  readonly group: Reason | undefined;
  readonly settings: Shared[];
}

/** What becomes of the settings of all nodes. */
export interface Layers {
  readonly profiles: readonly DraftLayer[];
  /** By the name of the node. */
  readonly own: ReadonlyMap<string, OwnLayer>;
}

/** The profiles of a role, and what it sets beside them. */
interface OwnLayer {
  readonly profiles: string[];
  readonly settings: DraftSetting[];
}

/** So many settings are worth a profile. */
const WORTH_A_PROFILE = 2;

/**
 * Divides settings into profiles and roles. A profile has what several nodes set to the same values, or what stands below
 * one comment; everything else stays in the role of its node.
 */
export function divide(nodes: readonly MergedNode[]): Layers {
  const names = new Set<string>();
  const profiles: DraftLayer[] = [];
  const own = new Map<string, OwnLayer>(
    nodes.map(({ name }) => [name, { profiles: [], settings: [] }]),
  );
  const addProfile = (bucket: Bucket): void => {
    const name = unused(nameOf(bucket, nodes.length), names);
    const { text, refs = [] } = bucket.group ?? {};
    profiles.push({
      name,
      why: text,
      refs,
      facts: new Map(),
      profiles: [],
      settings: bucket.settings.map(({ found }) =>
        draftSetting(found, bucket.group),
      ),
      commentedOut: [],
    });
    for (const node of bucket.nodes) own.get(node.name)?.profiles.push(name);
  };
  const shared = bucketsOf(sharedOf(nodes));
  const [together, apart] = divided(
    shared,
    ({ nodes: having, settings }) =>
      having.length > 1 && settings.length >= WORTH_A_PROFILE,
  );
  together.forEach(addProfile);
  // What is not shared stays with the group that it has in its own file.
  const [groups, single] = divided(
    bucketsOf(apart.flatMap(({ settings }) => settings).flatMap(ofEachNode)),
    ({ group, settings }) =>
      group?.text !== undefined && settings.length >= WORTH_A_PROFILE,
  );
  groups.forEach(addProfile);
  for (const { nodes: having, settings } of single)
    for (const { found } of settings)
      for (const { name } of having)
        own.get(name)?.settings.push(draftSetting(found, undefined));
  return { profiles, own };
}

function divided(
  buckets: readonly Bucket[],
  isFirst: (bucket: Bucket) => boolean,
): readonly [first: readonly Bucket[], rest: readonly Bucket[]] {
  return [
    buckets.filter(isFirst),
    buckets.filter((bucket) => !isFirst(bucket)),
  ];
}

/** The same setting as several that are not shared. */
function ofEachNode({ nodes, found }: Shared): readonly Shared[] {
  return nodes.flatMap((node, at) => {
    const own = found[at];
    return own === undefined ? [] : [{ nodes: [node], found: [own] }];
  });
}

/** Writes a setting of a layer. What `said` says is said by the layer, and not repeated. */
export function draftSetting(
  found: readonly FoundSetting[],
  said: Reason | undefined,
): DraftSetting {
  const [first] = found;
  if (first === undefined) throw new Error("a setting that no file has");
  const { path, value, nixPriority, span } = first;
  const groups = found
    .map(({ group }) => group)
    .filter((group) => group?.text !== said?.text);
  const reasons = found.flatMap(({ reason }, at) => [groups[at], reason]);
  const isKernelText = path[0] === "sysctl" && typeof value === "string";
  return {
    path,
    value: isKernelText ? humanValue(path[1] ?? "", value) : value,
    ...joinReasons(...reasons),
    nixPriority,
    span,
  };
}

function sharedOf(nodes: readonly MergedNode[]): readonly Shared[] {
  const all = new Map<string, { nodes: MergedNode[]; found: FoundSetting[] }>();
  for (const node of nodes) {
    for (const found of node.settings.values()) {
      const id = [
        pathId(found),
        JSON.stringify(found.value),
        found.nixPriority,
      ].join("\0");
      const shared = all.get(id) ?? { nodes: [], found: [] };
      shared.nodes.push(node);
      shared.found.push(found);
      all.set(id, shared);
    }
  }
  return [...all.values()];
}

function bucketsOf(all: readonly Shared[]): readonly Bucket[] {
  const buckets = new Map<string, Bucket>();
  for (const shared of all) {
    const group = shared.found[0]?.group;
    const id = [
      ...shared.nodes.map(({ name }) => name),
      "",
      group?.text,
      group?.refs,
    ].join("\0");
    const bucket = buckets.get(id) ?? {
      nodes: shared.nodes,
      group,
      settings: [],
    };
    bucket.settings.push(shared);
    buckets.set(id, bucket);
  }
  return [...buckets.values()];
}

/** How many words of a comment name a profile. */
const WORDS = 4;

/** Words that a name does not end with. */
const little =
  /^(?:all|and|as|at|before|between|by|each|every|for|from|in|into|is|its|many|more|new|no|not|of|on|or|see|so|than|that|their|this|to|when|with)$/u;

const article = /^(?:a|an|the)$/u;

function withoutLittleWords(words: readonly string[]): readonly string[] {
  const end = words.findLastIndex((word) => !little.test(word));
  return end < 0 ? words : words.slice(0, end + 1);
}

function nameOf({ nodes, group }: Bucket, all: number): string {
  const words = slug(group?.text ?? "")
    .split("-")
    .filter((word) => word !== "" && !article.test(word));
  if (words.length > 0)
    return withoutLittleWords(words.slice(0, WORDS)).join("-");
  if (nodes.length === all && all > 1) return "common";
  return nodes.length === 2
    ? nodes.map(({ name }) => name).join("-and-")
    : "shared";
}

/** Adds a number to a name that is taken. */
export function unused(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}-${number}`;
  taken.add(free);
  return free;
}
