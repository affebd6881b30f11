import { findKey } from "../catalogue/lookup.js";
import { isKey, keyOf, parseKey } from "../core/key.js";
import type { Machine } from "../settings/kind.js";
import type { NodeKind } from "../settings/registry.js";
import type { ChangeRisk, Values } from "./classes.js";
import { removalRisk, type Standard } from "./kept.js";
import { kubeletRisk, kubeProxyRisk } from "./kubernetes.js";
import {
  hugePagesRisk,
  interruptsRisk,
  kernelArgumentRisk,
  limitRisk,
  moduleRisk,
} from "./node-settings.js";
import { joined, keyRisk } from "./sysctl.js";

/** What a change of a setting on a node is about. */
export interface SettingChange extends Values {
  readonly id: string;
  /** What the node has without the spec, if that is known. */
  readonly standard: Standard | undefined;
  /** The services of the node that have its limits. */
  readonly services: readonly string[];
}

type RiskOf = (change: SettingChange, machine: Machine) => ChangeRisk;

/** The risk of a change by kind of setting. What depends on the platform follows its abilities. */
const byKind: Readonly<Partial<Record<NodeKind, RiskOf>>> = {
  sysctl: sysctlRisk,
  module: (change) => moduleRisk(change),
  allowance: (_, { platform }) => kubeletRisk(platform),
  limit: (change, { facts, platform }) =>
    limitRisk(platform, facts, change.services),
  limitService: (change, { facts, platform }) =>
    limitRisk(platform, facts, change.services),
  sysfs: (change, { platform }) =>
    change.after === undefined
      ? removalRisk(platform, change.before, change.standard)
      : {
          risk: "live",
          source: "Linux, Documentation/filesystems/sysfs.rst",
        },
  kernelArgument: (_, { platform }) => kernelArgumentRisk(platform),
  hugepages: (_, { platform }) => hugePagesRisk(platform),
  kubeProxy: (_, { platform }) => kubeProxyRisk(platform),
  interrupts: (change) => interruptsRisk(change),
};

/** Of a kind that nobody has looked at yet. */
const UNKNOWN: ChangeRisk = {
  risk: "reboot",
  note: "It is not known when it takes effect: a reboot applies it in any case.",
  source: "",
};

/** Tells when a change of a setting takes effect on a node, and what that costs. */
export function settingRisk(
  kind: NodeKind,
  change: SettingChange,
  machine: Machine,
): ChangeRisk {
  return byKind[kind]?.(change, machine) ?? UNKNOWN;
}

function sysctlRisk(change: SettingChange, { platform }: Machine): ChangeRisk {
  const { id, before, after, standard } = change;
  const parsed = parseKey(id);
  const key = isKey(parsed) ? parsed : keyOf([id]);
  const written = keyRisk(key, findKey(key), change);
  if (after !== undefined) return written;
  const removed = removalRisk(platform, before, standard);
  if (removed.risk === "no-node") return removed;
  // What a key cannot take back, no system can restore.
  return written.risk === "reboot" || written.risk === "irreversible"
    ? { ...written, risk: "reboot" }
    : removed.risk === "live"
      ? {
          ...removed,
          risk: written.risk,
          note: joined(removed.note, written.note),
        }
      : removed;
}
