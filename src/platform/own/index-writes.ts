import type { BootWrite, OwnValues } from "../../core/own-values.js";
import { isWithin } from "./releases.js";

/** A release of who sets values, as far as it is known. */
export interface ReleaseOf {
  readonly release: string | undefined;
  /** The oldest release that one which is not stated may be. */
  readonly oldest?: string | undefined;
  /** `Debian 13`, for messages that list several systems; by default who sets the value. */
  readonly label?: string;
  /** Whether it is certain that the node is this system. */
  readonly sure: boolean;
}

interface Placed {
  readonly at: number;
  readonly write: BootWrite;
}

/** Finds who sets a key at boot, in the order in which it is applied. */
export type FindWrites = (id: string) => readonly BootWrite[];

const none: readonly BootWrite[] = Object.freeze([]);

/** Lists the values of a system that its release has, or may have, by key. */
export function findWrites(
  groups: readonly (OwnValues & ReleaseOf)[],
): FindWrites {
  const byKey = new Map<string, Placed[]>();
  groups.forEach((group, at) => {
    const applies = isWithin(group.release, group, group.oldest);
    if (applies === false) return;
    const sure = applies === true && group.sure && group.when === undefined;
    const { by, when, certainty, source, label, values } = group;
    for (const [key, value] of Object.entries(values)) {
      const write: BootWrite = Object.freeze({
        by: label ?? by,
        value: value ?? undefined,
        sure,
        when,
        certainty,
        source,
      });
      const placed = byKey.get(key);
      if (placed === undefined) byKey.set(key, [{ at, write }]);
      else placed.push({ at, write });
    }
  });
  if (byKey.size === 0) return () => none;
  return (id) => {
    const found = namesOf(id).flatMap((name) => byKey.get(name) ?? []);
    return found.length === 0
      ? none
      : found.sort((a, b) => a.at - b.at).map(({ write }) => write);
  };
}

const CONNTRACK = "net.nf_conntrack_max";
const FORWARD = "net.ipv4.ip_forward";

/** Lists the keys whose write sets a key: itself, its alias, its pattern, and the switch of all interfaces. */
function namesOf(id: string): readonly string[] {
  if (id === FORWARD) return [id, "net.ipv4.conf.all.forwarding"];
  if (id === CONNTRACK) return [id, "net.netfilter.nf_conntrack_max"];
  const match = /^net\.(ipv[46])\.conf\.([^.]+)\.([^.]+)$/u.exec(id);
  const [, family = "", name = "", field = ""] = match ?? [];
  if (match === null) return [id];
  const names = [id];
  if (name !== "all" && name !== "default")
    names.push(`net.${family}.conf.*.${field}`);
  if (field !== "forwarding" && !(field === "disable_ipv6" && name !== "all"))
    return names;
  // The switch of all interfaces sets those of each, and of new ones.
  if (name !== "all") names.push(`net.${family}.conf.all.${field}`);
  if (family === "ipv4") names.push(FORWARD);
  return names;
}
