import { findKey } from "../../catalogue/lookup.js";
import { keyOf } from "../../core/key.js";
import type { Platform, PortRange } from "../../core/platform.js";
import { portOwners } from "../../platform/component/ports.js";
import {
  type Cause,
  type Sysctl,
  withItems,
} from "../../settings/sysctl/index.js";
import { listOf, ownItems } from "../../settings/sysctl/own-items.js";
import { companionOf } from "./companion.js";

const RANGE = "net.ipv4.ip_local_port_range";
const RESERVED = "net.ipv4.ip_local_reserved_ports";

/**
 * Reserves the node's own ports where the range for outgoing connections overlaps them: otherwise a connection sometimes
 * occupies a NodePort or the kubelet's port, and the service that listens there fails to start.
 * Adds to the ports that the spec and the node's system reserve; a `null` in the spec prevents it.
 */
export function deriveReservedPorts(
  sysctls: readonly Sysctl[],
  platform: Platform,
): readonly Sysctl[] {
  const range = sysctls.find(({ id }) => id === RANGE);
  const [first, last] =
    range?.value?.type === "integers" ? range.value.fields : [];
  if (range === undefined || first === undefined || last === undefined)
    return sysctls;
  const taken = platform.ports.filter(
    (range) => BigInt(range.last) >= first && BigInt(range.first) <= last,
  );
  const own = sysctls.find(({ id }) => id === RESERVED);
  if (taken.length === 0 || own?.left === "kernel") return sysctls;
  const because: readonly Cause[] = [
    {
      id: RANGE,
      note: `it overlaps the ports of the node: ${portOwners(taken)}`,
    },
  ];
  if (own !== undefined) {
    const value = withItems(own.value, taken.map(itemOf), own.known);
    const united: Sysctl = { ...own, value, because };
    return sysctls.map((sysctl) => (sysctl === own ? united : sysctl));
  }
  const key = keyOf(RESERVED.split("."));
  const known = findKey(key);
  const ofSystem = ownItems(RESERVED, listOf(known), platform);
  const derived: Sysctl = {
    ...companionOf(range, RESERVED),
    key,
    known,
    value: withItems(
      undefined,
      [...taken.map(itemOf), ...(ofSystem?.items ?? [])],
      known,
    ),
    unitedWith: ofSystem?.by,
    baseline: undefined,
    because,
  };
  // Next to its cause, so that a reader sees both.
  return sysctls.flatMap((sysctl) =>
    sysctl === range ? [sysctl, derived] : [sysctl],
  );
}

function itemOf({ first, last }: PortRange): string {
  return `${first}-${last}`;
}
