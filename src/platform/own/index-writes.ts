import { none } from "../../core/none.js";
import { listOf } from "../../core/list-of.js";
import type { BootWrite, OwnValues } from "../../core/own-values.js";
import { isWithin, lifetimeWords } from "../../core/lifetime.js";

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

/** Values that a system sets, with its release. */
export interface Group extends ReleaseOf {
  readonly own: OwnValues;
}

interface Applied {
  /** Its place in the order in which values are applied. */
  readonly at: number;
  readonly label: string | undefined;
  readonly when: string | undefined;
  readonly sure: boolean;
}

/** Finds who sets a key at boot, in the order in which it is applied. */
export type FindWrites = (id: string) => readonly BootWrite[];

/** Lists the values of a system that its release has, or may have, by key. */
export function findWrites(groups: readonly Group[]): FindWrites {
  // The releases of a system share most of their values, whose keys are listed once.
  const applied = new Map<OwnValues, Applied[]>();
  groups.forEach(({ own, label, release, oldest, sure }, at) => {
    const applies = isWithin(release, own, oldest);
    if (applies === false) return;
    const isSure = applies === true && sure && own.when === undefined;
    const when = conditionOf(own, applies === undefined);
    listOf(applied, own).push({ at, label, when, sure: isSure });
  });
  const byKey = new Map<string, OwnValues[]>();
  for (const own of applied.keys())
    for (const key in own.values) listOf(byKey, key).push(own);
  const writesOf = (id: string): readonly BootWrite[] => {
    const writes = namesOf(id).flatMap((name) =>
      (byKey.get(name) ?? []).flatMap((own) =>
        listOf(applied, own).map(({ at, label, when, sure }) => ({
          at,
          by: label ?? own.by,
          value: own.values[name] ?? undefined,
          sure,
          when,
          file: own.file,
          certainty: own.certainty,
          source: own.source,
        })),
      ),
    );
    return writes.length === 0
      ? none
      : Object.freeze(writes.sort((a, b) => a.at - b.at));
  };
  // A spec asks for the same keys on many nodes.
  const found = new Map<string, readonly BootWrite[]>();
  return (id) => {
    const known = found.get(id) ?? writesOf(id);
    found.set(id, known);
    return known;
  };
}

/** What decides whether values are set, where the facts leave that open. */
function conditionOf(
  own: OwnValues,
  isReleaseOpen: boolean,
): string | undefined {
  const parts = [
    ...(isReleaseOpen ? lifetimeWords(own) : []),
    ...(own.when === undefined ? [] : [own.when]),
  ];
  return parts.length === 0 ? undefined : parts.join(", ");
}

const CONNTRACK = "net.nf_conntrack_max";
const FORWARD = "net.ipv4.ip_forward";

/**
 * Keys of one value: `user.*` has the limits of the first user namespace.
 * Source: Linux 5.10 and 6.12, fs/notify/inotify/inotify_user.c; 6.12, fs/notify/fanotify/fanotify_user.c.
 */
const sameLimits: Readonly<Record<string, string>> = {
  "user.max_inotify_instances": "fs.inotify.max_user_instances",
  "user.max_inotify_watches": "fs.inotify.max_user_watches",
  "user.max_fanotify_groups": "fs.fanotify.max_user_groups",
  "user.max_fanotify_marks": "fs.fanotify.max_user_marks",
};

/** Lists the keys whose write sets a key: itself, its alias, its pattern, and the switch of all interfaces. */
function namesOf(id: string): readonly string[] {
  if (id === FORWARD) return [id, "net.ipv4.conf.all.forwarding"];
  if (id === CONNTRACK) return [id, "net.netfilter.nf_conntrack_max"];
  const limit = sameLimits[id];
  if (limit !== undefined) return [id, limit];
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
