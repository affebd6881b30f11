import type { Platform } from "../../core/platform.js";
import type { Reporter } from "../../core/report.js";
import { formatPlace } from "../../core/source.js";
import {
  fieldDefaults,
  type ProxyField,
  proxyFields,
  conntrackIds,
  proxyOrder,
} from "../../platform/component/proxy-fields.js";
import type { ProxySetting } from "../../settings/kube-proxy.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import { companionOf } from "./companion.js";

/**
 * Adds the connection-tracking settings that make kube-proxy (or K3s in its place) keep the node's own sysctls. The
 * settings of the spec override the derived ones; a value that both sections set is an error.
 */
export function deriveConntrack(
  written: readonly ProxySetting[],
  sysctls: readonly Sysctl[],
  platform: Platform,
  reporter: Reporter,
): readonly ProxySetting[] {
  if (platform.conntrackWriter === undefined) return [];
  // A floor that the kernel's default already reaches is not written, but kube-proxy must not lower it.
  const kept = sysctls.filter(
    ({ value, left }) => value !== undefined || left === "floor",
  );
  const ownerOf = (field: ProxyField): Sysctl | undefined =>
    kept.find(({ id }) => conntrackIds(field).includes(id));
  return proxyOrder.flatMap((field) => {
    const setting = written.find(({ id }) => id === field);
    if (setting === undefined) return companion(field, ownerOf, platform);
    const owner = ownerOf(field);
    if (owner === undefined || setting.value === proxyFields[field].leave)
      return [setting];
    reportTwoOwners(setting, owner, reporter);
    return [];
  });
}

/** Returns the setting that makes kube-proxy keep the node's value, if the node has one that would be overwritten. */
function companion(
  field: ProxyField,
  ownerOf: (field: ProxyField) => Sysctl | undefined,
  platform: Platform,
): readonly ProxySetting[] {
  const { leave } = proxyFields[field];
  if (!overwritten(field, platform)) return [];
  const owner = ownerOf(field);
  if (owner !== undefined)
    return [
      { ...companionOf(owner, field), value: leave, because: [owner.id] },
    ];
  const kernel = besides[field];
  if (platform.resetsConntrack !== true || kernel === undefined) return [];
  const [cause] = overwrittenFields.flatMap((other) => ownerOf(other) ?? []);
  if (cause === undefined) return [];
  const why = `Keeps the kernel's ${kernel}; K3s would set ${shortHours(fieldDefaults[field] ?? "")}.`;
  return [
    {
      ...companionOf(cause, field),
      value: leave,
      why: [why],
      because: [cause.id, ...conntrackIds(field)],
    },
  ];
}

/** `24 h` of `24h0m0s`. */
function shortHours(duration: string): string {
  return duration.replace(/h0m0s$/u, " h");
}

/** The fields by which kube-proxy overwrites the node's values by default. */
const overwrittenFields: readonly ProxyField[] = [
  "maxPerCore",
  "tcpEstablishedTimeout",
  "tcpCloseWaitTimeout",
];

/**
 * The kernel's defaults of the timeouts that K3s keeps together with another one, so that all of them have one owner.
 * The size of the table is missing: with the kernel's default it would shrink on small machines, from 131072 to 65536
 * at 4 GiB.
 */
const besides: Partial<Record<ProxyField, string>> = {
  tcpEstablishedTimeout: "5 days",
  tcpCloseWaitTimeout: "60 s",
};

/** Whether kube-proxy writes the sysctl of the field, with the distribution's own configuration. */
function overwritten(
  field: ProxyField,
  { ownConntrack = {} }: Platform,
): boolean {
  return (
    !Object.hasOwn(ownConntrack, field) && overwrittenFields.includes(field)
  );
}

function reportTwoOwners(
  { id: field, origin }: ProxySetting,
  sysctl: Sysctl,
  reporter: Reporter,
): void {
  reporter.error(
    "two-owners",
    origin.span,
    `kube-proxy's \`${field}\` and the sysctl \`${sysctl.id}\` set the same value`,
    {
      why: "kube-proxy resets the sysctl at every start",
      help: `write \`${field}: node\` to keep the sysctl, or remove the sysctl (it is at ${formatPlace(sysctl.origin.span)})`,
      related: [{ message: "the sysctl", span: sysctl.origin.span }],
    },
  );
}
