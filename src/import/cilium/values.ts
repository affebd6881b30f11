import {
  ciliumPaths,
  ciliumSizes,
} from "../../platform/component/cilium-maps.js";
import type { Holder, SpecValue } from "../types.js";
import type { Findings } from "../yaml/findings.js";
import {
  type YamlNode,
  type YamlPair,
  type YamlScalar,
  keyOf,
} from "../yaml/node.js";
import type { Shape } from "../yaml/visit.js";
import { own } from "../../core/own.js";

/** Cilium has one configuration for all nodes. */
export const cluster: Holder = { kind: "cluster" };

/** The paths of the spec's section `cilium`, joined by dots. */
const known: ReadonlySet<string> = new Set(
  [
    ...ciliumPaths(),
    ...ciliumSizes.map(({ mapMaxPath }) => mapMaxPath ?? []),
  ].map((path) => path.join(".")),
);
const roots = new Set([...known].map((path) => path.split(".")[0]));

/** Reads the values of Cilium's chart that the spec has, and counts the others. */
export const ciliumValues: Shape = (map, { findings }) => {
  const found = map.pairs.filter(({ key }) => roots.has(key));
  const leaves = found.flatMap((pair) => leavesOf(pair, [pair.key]));
  const taken = leaves.filter(({ path }) => known.has(path.join(".")));
  if (taken.length === 0) return [];
  findings.seen("cilium");
  for (const { path, pair, value } of taken)
    takeValue(path, pair, value, findings);
  for (const pair of found) findings.section(keyOf(pair), pair.value);
  const others =
    map.pairs.reduce(
      (sum, pair) => sum + leavesOf(pair, [pair.key]).length,
      0,
    ) - taken.length;
  const [first] = map.pairs;
  if (others > 0 && first !== undefined)
    findings.note(
      keyOf(first),
      `${others === 1 ? "1 value" : `${others} values`} of Cilium's chart ${others === 1 ? "is" : "are"} no part of the spec, and ${others === 1 ? "stays where it is" : "stay where they are"}`,
    );
  return found;
};

interface Leaf {
  readonly path: readonly string[];
  readonly pair: YamlPair;
  readonly value: YamlNode;
}

function leavesOf(pair: YamlPair, path: readonly string[]): readonly Leaf[] {
  const { value } = pair;
  return value.kind === "map"
    ? value.pairs.flatMap((below) => leavesOf(below, [...path, below.key]))
    : [{ path, pair, value }];
}

function takeValue(
  path: readonly string[],
  pair: YamlPair,
  value: YamlNode,
  findings: Findings,
): void {
  const place = keyOf(pair);
  if (value.kind !== "scalar") {
    findings.left(place, `\`${path.join(".")}\` has a list for a value`);
    return;
  }
  // The chart's default.
  if (value.type === "null") return;
  const whole = { start: place.start, end: Math.max(place.end, value.end) };
  findings.setting({
    holder: cluster,
    path: ["cilium", ...path],
    value: valueOf(value),
    key: place,
    whole,
  });
}

/** Charts and the agent take text for numbers and switches; the spec has them themselves. */
function valueOf({ text }: YamlScalar): SpecValue {
  const word = text.trim().toLowerCase();
  if (word === "true" || word === "false") return word === "true";
  return /^-?\d+(?:\.\d+)?(?:e\+?\d+)?$/u.test(word) ? Number(word) : text;
}

/**
 * The agent's options in the ConfigMap, and the values that set them.
 * Source: cilium/cilium 1.18, install/kubernetes/cilium/templates/cilium-configmap.yaml.
 */
const options: Readonly<Record<string, readonly string[]>> = {
  "bpf-ct-global-tcp-max": ["bpf", "ctTcpMax"],
  "bpf-ct-global-any-max": ["bpf", "ctAnyMax"],
  "bpf-nat-global-max": ["bpf", "natMax"],
  "bpf-neigh-global-max": ["bpf", "neighMax"],
  "bpf-policy-map-max": ["bpf", "policyMapMax"],
  "bpf-policy-stats-map-max": ["bpf", "policyStatsMapMax"],
  "bpf-lb-map-max": ["bpf", "lbMapMax"],
  "bpf-auth-map-max": ["bpf", "authMapMax"],
  "bpf-node-map-max": ["bpf", "nodeMapMax"],
  "bpf-map-dynamic-size-ratio": ["bpf", "mapDynamicSizeRatio"],
  "preallocate-bpf-maps": ["bpf", "preallocateMaps"],
  "bpf-distributed-lru": ["bpf", "distributedLRU", "enabled"],
  "enable-bandwidth-manager": ["bandwidthManager", "enabled"],
  "enable-bbr": ["bandwidthManager", "bbr"],
  "enable-bbr-hostns-only": ["bandwidthManager", "bbrHostNamespaceOnly"],
};

/** Reads options of Cilium's agent, in the ConfigMap `cilium-config` or as `extraConfig` of the chart. */
export const ciliumOptions: Shape = (map, { findings }) => {
  const found = map.pairs.filter(({ key }) => Object.hasOwn(options, key));
  const [first] = map.pairs;
  if (found.length === 0 || first === undefined) return [];
  findings.seen("cilium");
  for (const pair of found)
    takeValue(own(options, pair.key) ?? [], pair, pair.value, findings);
  findings.section(keyOf(first), map);
  const others = map.pairs.length - found.length;
  if (others > 0)
    findings.note(
      keyOf(first),
      `${others === 1 ? "1 option" : `${others} options`} of Cilium's agent ${others === 1 ? "is" : "are"} no part of the spec, and ${others === 1 ? "stays where it is" : "stay where they are"}`,
    );
  return found;
};
