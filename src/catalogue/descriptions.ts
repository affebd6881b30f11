import { descriptions, sources } from "./data/descriptions.js";
import { type Table, tableOf } from "./table.js";

/** What a key is, for people to read. */
export interface Description {
  readonly summary: string;
  /** The document of unit and summary. */
  readonly source: string | undefined;
}

let table: Table | undefined;

/**
 * Describes a key; undefined if the catalogue has no words for it. Compiling a spec needs none: they are a third of the
 * table of keys, and a bundle that only compiles is without them.
 */
export function descriptionOf(id: string): Description | undefined {
  const { line: lineOf } = (table ??= tableOf(descriptions));
  const line = [id, familyKey(id, "default"), familyKey(id, "lo")]
    .map(lineOf)
    .find((each) => each !== undefined);
  if (line === undefined) return undefined;
  const [, summary = "", source] = line.split("\t");
  return Object.freeze({ summary, source: sources[Number(source)] });
}

/** A key of every interface is described once, under `default`, or under `lo` if only interfaces have it. */
function familyKey(id: string, folder: string): string {
  return id.replace(
    /^(net\.(?:ipv[46]\.(?:conf|neigh)|mpls\.conf))\.[^.]+\./u,
    `$1.${folder}.`,
  );
}
