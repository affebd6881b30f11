import { listOf } from "../core/list-of.js";
import { compare } from "../core/diagnostic.js";
import { nodeName, slug } from "./spec/node-name.js";
import { type NodeFiles, systemOf } from "./spec/one-node.js";
import type { Reading } from "./types.js";
import { pathOf, userGroups } from "./used-files.js";

/** A file that was read, and the role that the command line names for it. */
export interface RoleReading {
  readonly file: { readonly role: string | undefined };
  readonly reading: Reading;
}

/** Sorts files by the node that they configure, and each node's in the order in which it applies them. */
export function nodesOf(read: readonly RoleReading[]): readonly NodeFiles[] {
  const nodes = new Map<string, Reading[]>();
  const ordered = [...read].sort((a, b) =>
    compare(baseName(a.reading.source.name), baseName(b.reading.source.name)),
  );
  const readings = read.map(({ reading }) => reading);
  const users = userGroups(readings);
  const paths = new Set(readings.map(({ source }) => source.name));
  for (const { file, reading } of ordered) {
    for (const { group, part } of partsOf(reading, paths, users)) {
      const name = file.role ?? group ?? nodeName(reading.source.name);
      // One name may stand for two machines: `hosts/talos/node.yaml`, `hosts/nixos/node.nix`.
      const system = systemOf(reading);
      const isOther =
        file.role === undefined &&
        system !== undefined &&
        hasOther(nodes.get(name), system);
      const key = isOther ? `${name}-${system}` : name;
      listOf(nodes, key).push(part);
    }
  }
  return [...nodes].map(([name, readings]) => ({ name, readings }));
}

/** A part of a file that is for one role or host, or the whole file. */
interface Part {
  readonly group: string | undefined;
  readonly part: Reading;
}

/** Divides a file for several roles: each has its own settings, and those that are everybody's. */
function partsOf(
  reading: Reading,
  paths: ReadonlySet<string>,
  users: ReadonlyMap<string, ReadonlySet<string>>,
): readonly Part[] {
  const { settings, uses = [], groups: all = [], source } = reading;
  const named = [
    ...settings.flatMap(({ holder }) =>
      holder.kind === "node" ? [holder.group] : [],
    ),
    ...uses.filter((used) => paths.has(pathOf(used))).map(({ group }) => group),
    ...(users.get(source.name) ?? []),
  ];
  const groups = new Set(named.flatMap((group) => group ?? all));
  if (groups.size === 0) return [{ group: undefined, part: reading }];
  return [...groups].map((group, at) => {
    const own = settings.filter(({ holder }) =>
      holder.kind === "node"
        ? (holder.group ?? group) === group
        : // What is no node's is read once.
          at === 0,
    );
    const words = group.replaceAll(/([a-z])([A-Z])/gu, "$1-$2");
    return { group: slug(words), part: { ...reading, settings: own } };
  });
}

function hasOther(readings: readonly Reading[] = [], id: string): boolean {
  return readings.some((reading) => (systemOf(reading) ?? id) !== id);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
