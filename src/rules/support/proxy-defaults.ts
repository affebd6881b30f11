import { listOf } from "../../core/list-of.js";
import type { NodePlan } from "../../plan/types.js";
import {
  fieldDefaults,
  conntrackMaxIds,
  defaultTimeouts,
} from "../../platform/component/proxy-fields.js";
import type { Spec } from "../../language/model.js";
import type { WrittenProxySetting } from "../../settings/kube-proxy.js";
import type { Owner } from "../../core/written.js";
import { settings } from "./node-settings.js";
import type { Report } from "../rule.js";

/** A line that repeats the default of all of its nodes. */
export interface DefaultLine extends Pick<Report, "about" | "span"> {
  readonly owner: Owner;
  readonly nodes: readonly NodePlan[];
  readonly id: string;
  readonly value: string;
  /** The first clause of `why`. */
  readonly why: string;
  /** Whether `null` may stand for the value. */
  readonly mayBeNull: boolean;
}

/**
 * Finds lines under `kubeProxy` that repeat kube-proxy's default on every node that they apply to. A field
 * that is written in several places is left out: the lines may override each other.
 */
export function proxyDefaults(
  spec: Spec,
  nodes: readonly NodePlan[],
): readonly DefaultLine[] {
  const written = new Map<string, WrittenProxySetting[]>();
  for (const setting of writtenFields(spec)) {
    listOf(written, setting.id).push(setting);
  }
  return [...written.values()].flatMap(([setting, ...others]) => {
    if (setting === undefined || others.length > 0) return [];
    const { raw, id: field, origin } = setting;
    const affected = nodes.filter(
      (node) =>
        node.platform.conntrackWriter !== undefined &&
        appliesTo(origin.owner, node),
    );
    if (raw === "node" || affected.length === 0) return [];
    if (!affected.every((node) => isDefault(node, setting))) return [];
    return [
      {
        about: setting,
        span: origin.span,
        owner: origin.owner,
        nodes: affected,
        id: field,
        value: raw,
        why: "it is kube-proxy's default",
        mayBeNull: false,
      },
    ];
  });
}

function writtenFields(spec: Spec): readonly WrittenProxySetting[] {
  return [
    ...spec.top.settings.kubeProxy,
    ...[spec.profiles, spec.roles, spec.hosts].flatMap((layers) =>
      [...layers.values()].flatMap(({ settings }) => settings.kubeProxy),
    ),
  ];
}

function appliesTo({ kind, name }: Owner, node: NodePlan): boolean {
  switch (kind) {
    case "spec":
      return true;
    case "profile":
      return node.profiles.includes(name);
    case "role":
      return node.role === name;
    case "host":
      return node.kind === "host" && node.name === name;
    case "workload":
    case "mount":
      return false;
  }
}

/** Whether the node's kube-proxy would have the same value without the line. */
function isDefault(
  node: NodePlan,
  { id: field }: WrittenProxySetting,
): boolean {
  // A `maxPerCore` of 0 that the distribution sets makes kube-proxy ignore `min`.
  const sizedByNode =
    node.platform.ownConntrack?.["maxPerCore"] === "0" &&
    (field === "maxPerCore" || field === "min");
  // Beside the node's own sysctls, the line may override the companions that tunegen derives from them.
  const kept = settings(node).some(
    ({ id }) =>
      conntrackMaxIds.includes(id) || Object.hasOwn(defaultTimeouts, id),
  );
  return (
    !sizedByNode &&
    !kept &&
    node.settings.kubeProxy.some(
      (set) => set.id === field && set.value === fieldDefaults[field],
    )
  );
}
