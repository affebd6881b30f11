import { compare } from "../core/diagnostic.js";
import type { Source } from "../core/source.js";
import type { FormatName } from "./format-names.js";
import { formatNamed, recognise } from "./registry.js";
import type { Draft } from "./spec/draft.js";
import { draftOf } from "./spec/draft-of.js";
import { nodeName, slug } from "./spec/node-name.js";
import { type NodeFiles, systemOf } from "./spec/one-node.js";
import type { Reading, Remark } from "./types.js";

/** A file to import. */
export interface ImportFile {
  readonly source: Source;
  /** The role that the command line names for it; otherwise its path does. */
  readonly role: string | undefined;
  /** Whether the command line names the file, and not only a folder above it. */
  readonly isNamed: boolean;
}

/** What the files amount to. */
export interface Imported {
  readonly draft: Draft;
  /** How many settings the files have. */
  readonly count: number;
  /** The files that were read. */
  readonly files: readonly string[];
  /** In the order of the files and lines. */
  readonly remarks: readonly Remark[];
  /** Files of no known format which name keys of the kernel. */
  readonly unknown: readonly string[];
}

/**
 * Reads files in any of the formats, and drafts one spec of all.
 * @param from the format of all files; by default each is told by its content
 */
export function importFiles(
  files: readonly ImportFile[],
  from: FormatName | undefined,
): Imported {
  const unknown: string[] = [];
  const read = files.flatMap((file) => {
    const { source, isNamed } = file;
    const format = from === undefined ? recognise(source) : formatNamed(from);
    if (format !== undefined) return [{ file, reading: format.read(source) }];
    if (isNamed || namesKeys.test(source.text)) unknown.push(source.name);
    return [];
  });
  const readings = read.map(({ reading }) => reading);
  const { draft, remarks } = draftOf(nodesOf(read));
  return {
    draft,
    count: readings.reduce((sum, { settings }) => sum + settings.length, 0),
    files: readings
      .filter(
        ({ settings, commentedOut }) =>
          settings.length + commentedOut.length > 0,
      )
      .map(({ source }) => source.name),
    remarks: inOrder([
      ...readings.flatMap((reading) => reading.remarks),
      ...remarks,
    ]),
    unknown,
  };
}

/** What a file that no format takes may be about. */
const namesKeys =
  /\b(?:net\.(?:core|ipv4|ipv6|netfilter)|vm|fs|kernel)[./][a-z]+_[a-z_]+\s*[:=]/u;

interface Read {
  readonly file: ImportFile;
  readonly reading: Reading;
}

/** Sorts files by the node that they configure, and each node's in the order in which it applies them. */
function nodesOf(read: readonly Read[]): readonly NodeFiles[] {
  const nodes = new Map<string, Reading[]>();
  const ordered = [...read].sort((a, b) =>
    compare(baseName(a.reading.source.name), baseName(b.reading.source.name)),
  );
  for (const { file, reading } of ordered) {
    for (const { group, part } of partsOf(reading)) {
      const name = file.role ?? group ?? nodeName(reading.source.name);
      // One name may stand for two machines: `hosts/talos/node.yaml`, `hosts/nixos/node.nix`.
      const system = systemOf(reading);
      const isOther =
        file.role === undefined &&
        system !== undefined &&
        hasOther(nodes.get(name), system);
      const key = isOther ? `${name}-${system}` : name;
      const others = nodes.get(key);
      if (others === undefined) nodes.set(key, [part]);
      else others.push(part);
    }
  }
  return [...nodes].map(([name, readings]) => ({ name, readings }));
}

/** Divides a file for several roles: each has its own settings, and those that are everybody's. */
function partsOf(
  reading: Reading,
): readonly { readonly group: string | undefined; readonly part: Reading }[] {
  const groups = new Set(
    reading.settings.flatMap(({ holder }) =>
      holder.kind === "node" ? (holder.group ?? []) : [],
    ),
  );
  if (groups.size === 0) return [{ group: undefined, part: reading }];
  return [...groups].map((group, at) => {
    const settings = reading.settings.filter(({ holder }) =>
      holder.kind === "node"
        ? (holder.group ?? group) === group
        : // What is no node's is read once.
          at === 0,
    );
    const words = group.replaceAll(/([a-z])([A-Z])/gu, "$1-$2");
    return { group: slug(words), part: { ...reading, settings } };
  });
}

function hasOther(readings: readonly Reading[] = [], id: string): boolean {
  return readings.some((reading) => (systemOf(reading) ?? id) !== id);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function inOrder(remarks: readonly Remark[]): readonly Remark[] {
  return [...remarks].sort(
    (a, b) =>
      compare(a.span.source.name, b.span.source.name) ||
      a.span.start - b.span.start,
  );
}
