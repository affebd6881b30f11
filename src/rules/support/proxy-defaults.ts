import type { NodePlan } from "../../plan/types.js";
import {
  conntrackDefaults,
  conntrackMaxIds,
  defaultTimeouts,
} from "../../platform/kube-proxy.js";
import type { Spec, WrittenConntrack } from "../../language/model.js";
import type { Owner } from "../../core/written.js";
import { settings } from "./node-settings.js";
import type { Report } from "../rule.js";

/**
 * Lines under `kubeProxy.conntrack` that say what kube-proxy does by itself on every node that they speak for. A field
 * that is written in several places has none: the lines may be there to undo each other.
 */
export function proxyDefaults(
  spec: Spec,
  nodes: readonly NodePlan[],
): readonly Report[] {
  const written = new Map<string, WrittenConntrack[]>();
  for (const setting of writtenFields(spec)) {
    const others = written.get(setting.field);
    if (others === undefined) written.set(setting.field, [setting]);
    else others.push(setting);
  }
  return [...written.values()].flatMap(([setting, ...others]) => {
    if (setting === undefined || others.length > 0) return [];
    const { value, field, origin } = setting;
    const affected = nodes.filter(
      (node) =>
        node.platform.conntrackWriter !== undefined &&
        speaksFor(origin.owner, node),
    );
    if (value === "node" || affected.length === 0) return [];
    if (!affected.every((node) => isDefault(node, setting))) return [];
    return [
      {
        about: setting,
        span: origin.span,
        message: `\`${field}\` is ${value.raw} by default`,
        why: "kube-proxy has it by itself: the line changes nothing",
        help: "remove it; if it is there to hold the value, accept this finding with that reason",
      },
    ];
  });
}

function writtenFields(spec: Spec): readonly WrittenConntrack[] {
  return [
    ...spec.conntrack,
    ...[spec.profiles, spec.roles, spec.hosts].flatMap((layers) =>
      [...layers.values()].flatMap(({ settings }) => settings.conntrack),
    ),
  ];
}

function speaksFor({ kind, name }: Owner, node: NodePlan): boolean {
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
      return false;
  }
}

/** Whether the node's kube-proxy would do the same without the line. */
function isDefault(node: NodePlan, { field }: WrittenConntrack): boolean {
  // Beside a `maxPerCore` of 0 that the distribution sets, `min` counts for nothing.
  const sizedByNode =
    node.platform.ownConntrack?.["maxPerCore"] === "0" &&
    (field === "maxPerCore" || field === "min");
  // Beside sysctls of the node's own, the line may stand against their companions.
  const kept = settings(node).some(
    ({ id }) =>
      conntrackMaxIds.includes(id) || Object.hasOwn(defaultTimeouts, id),
  );
  return (
    !sizedByNode &&
    !kept &&
    node.settings.conntrack.some(
      (set) => set.field === field && set.value === conntrackDefaults[field],
    )
  );
}
