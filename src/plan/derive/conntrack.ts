import type { Platform } from "../../core/platform.js";
import type { Reporter } from "../../core/report.js";
import { formatPlace } from "../../core/source.js";
import {
  conntrackDefaults,
  type ConntrackField,
  conntrackFields,
  conntrackIds,
  conntrackOrder,
} from "../../platform/component/conntrack.js";
import type { Conntrack } from "../../settings/conntrack.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import { companionOf } from "./companion.js";

/**
 * Adds to kube-proxy's connection-tracking settings what keeps the node's own sysctls alive where kube-proxy (or K3s
 * in its name) would write over them. What was written wins over what is derived; a number with two owners is an error.
 */
export function deriveConntrack(
  written: readonly Conntrack[],
  sysctls: readonly Sysctl[],
  platform: Platform,
  reporter: Reporter,
): readonly Conntrack[] {
  if (platform.conntrackWriter === undefined) return [];
  // A floor that the kernel's default reaches writes nothing, and is the node's all the same.
  const kept = sysctls.filter(
    ({ value, left }) => value !== undefined || left === "floor",
  );
  const ownerOf = (field: ConntrackField): Sysctl | undefined =>
    kept.find(({ id }) => conntrackIds(field).includes(id));
  return conntrackOrder.flatMap((field) => {
    const setting = written.find(({ id }) => id === field);
    if (setting === undefined) return companion(field, ownerOf, platform);
    const owner = ownerOf(field);
    if (owner === undefined || setting.value === conntrackFields[field].leave)
      return [setting];
    reportTwoOwners(setting, owner, reporter);
    return [];
  });
}

/** The setting by which a field leaves the node's value alone, where the node has one that would be overwritten. */
function companion(
  field: ConntrackField,
  ownerOf: (field: ConntrackField) => Sysctl | undefined,
  platform: Platform,
): readonly Conntrack[] {
  const { leave, sysctl } = conntrackFields[field];
  if (!overwritten(field, platform)) return [];
  const named = { id: field, keyText: field, value: leave };
  const owner = ownerOf(field);
  if (owner !== undefined)
    return [{ ...companionOf(owner), ...named, because: [owner.id] }];
  const kernel = besides[field];
  if (platform.resetsConntrack !== true || kernel === undefined) return [];
  const [cause] = overwrittenFields.flatMap((other) => ownerOf(other) ?? []);
  if (cause === undefined) return [];
  const why = `Left alone beside ${cause.id}: K3s would write ${conntrackDefaults[field] ?? ""}, the kernel's own is ${kernel}.`;
  return [
    {
      ...companionOf(cause),
      ...named,
      why: [why],
      because: [cause.id, sysctl],
    },
  ];
}

/** What is written over the node's values by default. */
const overwrittenFields: readonly ConntrackField[] = [
  "maxPerCore",
  "tcpEstablishedTimeout",
  "tcpCloseWaitTimeout",
];

/**
 * The kernel's value of what K3s is told to leave alone beside the others, so that the node has one owner for all.
 * Without the size of the table: left to the kernel it would shrink on small machines, from 131072 to 65536 at 4 GiB.
 */
const besides: Partial<Record<ConntrackField, string>> = {
  tcpEstablishedTimeout: "5 days",
  tcpCloseWaitTimeout: "60 seconds",
};

/** Whether kube-proxy writes the field's sysctl, with what the distribution tells it. */
function overwritten(
  field: ConntrackField,
  { ownConntrack = {} }: Platform,
): boolean {
  return (
    !Object.hasOwn(ownConntrack, field) && overwrittenFields.includes(field)
  );
}

function reportTwoOwners(
  { id: field, origin }: Conntrack,
  sysctl: Sysctl,
  reporter: Reporter,
): void {
  reporter.error(
    "two-owners",
    origin.span,
    `kube-proxy's \`${field}\` and the sysctl \`${sysctl.id}\` are one number with two owners`,
    {
      why: "kube-proxy writes its own over the node's at every start",
      help: `keep one: write \`${field}: node\` to keep the sysctl, or remove the sysctl (it is at ${formatPlace(sysctl.origin.span)})`,
      related: [{ message: "the sysctl", span: sysctl.origin.span }],
    },
  );
}
