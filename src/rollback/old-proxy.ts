import { keyOf } from "../core/key.js";
import { isAmount, readAmount } from "../core/quantity.js";
import { ownedPlace, placeText } from "../explain/places.js";
import { tableSize } from "../platform/component/conntrack-table.js";
import {
  conntrackIds,
  fieldDefaults,
  type ProxyField,
  proxyFields,
  proxyOrder,
} from "../platform/component/proxy-fields.js";
import type { NodePlan } from "../plan/types.js";
import type { ProxySetting } from "../settings/kube-proxy.js";
import { valueOfText } from "../settings/sysctl/value.js";
import type { Before, Differing } from "./since.js";
import type { ChangedKey, OldProxyField } from "./types.js";

/**
 * Finds what the fields of kube-proxy were before the tuning, or before what changed of it: as in the earlier spec, else
 * as the distribution sets them, else kube-proxy's default. Its configuration is never captured.
 */
export function oldProxy(
  { platform }: NodePlan,
  { changed, removed }: Differing,
  earlier: Before | undefined,
): readonly OldProxyField[] {
  const undone = [...changed.kubeProxy, ...removed.kubeProxy];
  return proxyOrder
    .filter((field) => undone.some(({ id }) => id === field))
    .map((id): OldProxyField => {
      const now = changed.kubeProxy.find((each) => each.id === id)?.value;
      const was = earlier?.node?.settings.kubeProxy.find(
        (each) => each.id === id,
      );
      if (was !== undefined)
        return {
          id,
          now,
          value: was.value,
          evidence: "from the earlier spec",
          notes: [placeText(ownedPlace(was.origin))],
        };
      const own = platform.ownConntrack?.[id];
      return {
        id,
        now,
        ...(own === undefined
          ? {
              value: fieldDefaults[id] ?? proxyFields[id].leave,
              notes: ["The default of kube-proxy"],
            }
          : { value: own, notes: [`${platform.distributionLabel} sets it`] }),
        evidence: "read in its source",
      };
    });
}

/** Lists the keys that kube-proxy sets by fields that are undone, or did by the earlier ones. */
export function proxyKeys(
  { changed, removed }: Differing,
  node: NodePlan,
  earlier: Before | undefined,
): readonly ChangedKey[] {
  const ids = new Set(
    [...changed.kubeProxy, ...removed.kubeProxy].flatMap(
      ({ id }) => proxyFields[id].sysctl ?? [],
    ),
  );
  return [...ids].flatMap((id) => {
    const now = proxyWrite(id, node);
    const was = earlier?.node && proxyWrite(id, earlier.node);
    return now === undefined && was === undefined
      ? []
      : [
          {
            key: keyOf(id.split(".")),
            now: now?.value === undefined ? undefined : valueOfText(now.value),
            notes:
              node.platform.settingsForm === "machine-config" ? [TALOS] : [],
          },
        ];
  });
}

/** Source: Talos 1.11, internal/app/machined/pkg/controllers/runtime/kernel_param_spec.go. */
const TALOS =
  "Keep it in the configuration until the next boot: without it, Talos writes back what kube-proxy had set";

/** What kube-proxy sets a sysctl to because of a node's settings. */
export interface ProxyWrite {
  /** In the form of the kernel; undefined where it depends on the number of cores, which the spec does not state. */
  readonly value: string | undefined;
  readonly who: string;
  /** The setting that decides. */
  readonly by: ProxySetting;
}

/** Finds what kube-proxy sets a sysctl to because of a node's settings; undefined where these leave it to the node. */
export function proxyWrite(
  id: string,
  {
    facts,
    platform,
    settings,
  }: Pick<NodePlan, "facts" | "platform" | "settings">,
): ProxyWrite | undefined {
  const writer = platform.conntrackWriter;
  const told = settings.kubeProxy.filter((each) =>
    conntrackIds(each.id).includes(id),
  );
  const [by] = told;
  if (writer === undefined || by === undefined) return undefined;
  const valueOf = (field: ProxyField): string =>
    told.find((each) => each.id === field)?.value ??
    platform.ownConntrack?.[field] ??
    fieldDefaults[field] ??
    proxyFields[field].leave;
  const field = by.id === "min" ? "maxPerCore" : by.id;
  const value = valueOf(field);
  return value === proxyFields[field].leave
    ? undefined
    : {
        value: (field === "maxPerCore"
          ? tableSize(writer, facts, BigInt(value), BigInt(valueOf("min")))
          : kernelNumber(value)
        )?.toString(),
        who: writer.label,
        by,
      };
}

/** A duration in seconds; a switch as 0 or 1. */
function kernelNumber(value: string): bigint | undefined {
  if (value === "true" || value === "false") return value === "true" ? 1n : 0n;
  const amount = readAmount(value);
  return isAmount(amount) && amount.type === "time"
    ? amount.nanoseconds / 1_000_000_000n
    : undefined;
}
