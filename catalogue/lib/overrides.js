// @ts-check
/**
 * Reads the hand-written files.
 *
 * @typedef {object} Known
 * @property {string} unit
 * @property {string} summary
 * @property {string} source
 *
 * @typedef {object} KnownGroup
 * @property {string} source
 * @property {Record<string, { unit?: string, summary: string }>} keys
 *
 * @typedef {object} RangeOverride
 * @property {string | undefined} from the first measured kernel that it applies to; all, if undefined
 * @property {string} ranges as in the compiled form: `1..65535 1..65535`
 *
 * @typedef {object} Removed
 * @property {string} id
 * @property {string} [removed] the first kernel without it
 * @property {string} [before] a kernel without it, where the first one is not known
 * @property {string} why
 * @property {string} [instead]
 * @property {string} source
 *
 * @typedef {object} Dead a key without effect
 * @property {string} what
 * @property {string} [since]
 * @property {string} source
 *
 * @typedef {object} Overrides
 * @property {ReadonlyMap<string, string>} kinds in the compiled form
 * @property {ReadonlyMap<string, readonly RangeOverride[]>} ranges
 * @property {ReadonlySet<string>} writable keys that are read-only only on the measured machine
 * @property {ReadonlyMap<string, string>} notes why a default may differ on another machine
 * @property {ReadonlySet<string>} blank keys whose value differs between machines
 * @property {ReadonlyMap<string, Dead>} dead
 * @property {readonly Removed[]} removed
 *
 * @typedef {object} OverridesFile
 * @property {Record<string, KindEntry>} kinds
 * @property {Record<string, { range: string | Record<string, string> }>} ranges
 * @property {Record<string, unknown>} writable
 * @property {Record<string, { note: string, blank?: boolean }>} defaults
 * @property {(Dead & { keys: string[] })[]} dead
 * @property {Removed[]} removed
 *
 * @typedef {object} KindEntry
 * @property {string[]} [fields]
 * @property {string[]} [ordered]
 * @property {string} [list]
 * @property {string} [type]
 */
import { parse } from "yaml";

/** Every `Unit` of src/catalogue/types.ts. */
const units = new Set(
  "bytes kibibytes pages seconds centiseconds milliseconds microseconds nanoseconds percent count switch choice mask port".split(
    " ",
  ),
);

/**
 * @param {string} text the contents of `known.yaml`
 * @returns {Map<string, Known>} by key
 */
export function readKnown(text) {
  /** @type {unknown} */
  const file = parse(text);
  const groups = /** @type {KnownGroup[]} */ (file);
  /** @type {Map<string, Known>} */
  const known = new Map();
  for (const { source, keys } of groups) {
    for (const [key, entry] of Object.entries(keys)) {
      const { unit = "", summary } = entry;
      const at = `known.yaml: ${key}`;
      only(entry, ["unit", "summary"], at);
      if (known.has(key)) throw new Error(`${at}: duplicate key`);
      if (unit !== "" && !units.has(unit))
        throw new Error(`${at}: unknown unit ${unit}`);
      if (!summary || summary.length > 92)
        throw new Error(`${at}: the summary is longer than 92 characters`);
      known.set(key, { unit, summary, source });
    }
  }
  return known;
}

/**
 * @param {string} text the contents of `overrides.yaml`
 * @returns {Overrides}
 */
export function readOverrides(text) {
  /** @type {unknown} */
  const file = parse(text);
  const { kinds, ranges, writable, defaults, dead, removed } =
    /** @type {OverridesFile} */ (file);
  for (const [key, entry] of Object.entries(kinds))
    only(entry, ["fields", "ordered", "list", "type", "source"], key);
  for (const [key, entry] of Object.entries(ranges))
    only(entry, ["range", "source"], key);
  for (const [key, entry] of Object.entries(defaults))
    only(entry, ["note", "blank"], key);
  for (const entry of dead)
    only(entry, ["keys", "since", "what", "source"], entry.keys.join(", "));
  for (const entry of removed)
    only(
      entry,
      ["id", "removed", "before", "why", "instead", "source"],
      entry.id,
    );
  return {
    kinds: new Map(
      Object.entries(kinds).map(([key, entry]) => [key, kindCode(key, entry)]),
    ),
    ranges: new Map(
      Object.entries(ranges).map(([key, { range }]) => [
        key,
        rangeOverrides(range),
      ]),
    ),
    writable: new Set(Object.keys(writable)),
    notes: new Map(
      Object.entries(defaults).map(([key, { note }]) => [key, note]),
    ),
    blank: new Set(Object.keys(defaults).filter((key) => defaults[key]?.blank)),
    dead: new Map(
      dead.flatMap(({ keys, ...entry }) => keys.map((key) => [key, entry])),
    ),
    removed,
  };
}

/**
 * Rejects unknown fields: in a flow mapping, a comma in an unquoted text silently splits it.
 *
 * @param {object} entry
 * @param {readonly string[]} names
 * @param {string} at
 */
function only(entry, names, at) {
  const other = Object.keys(entry).find((name) => !names.includes(name));
  if (other !== undefined) throw new Error(`${at}: unknown field ${other}`);
}

/**
 * @param {string} key
 * @param {KindEntry} entry
 */
function kindCode(key, { fields, ordered, list, type }) {
  if (ordered) return `o:${ordered.join(",")}`;
  if (fields) return `v:${fields.join(",")}`;
  if (list) return `l:${list}`;
  if (type === "integer") return "i";
  if (type === "string") return "s";
  throw new Error(
    `overrides.yaml: ${key}: a kind without fields, list or type`,
  );
}

/**
 * @param {string | Record<string, string>} range
 * @returns {RangeOverride[]}
 */
function rangeOverrides(range) {
  if (typeof range === "string") return [{ from: undefined, ranges: range }];
  return Object.entries(range).map(([from, ranges]) => ({ from, ranges }));
}
