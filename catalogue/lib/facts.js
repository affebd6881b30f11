// @ts-check
/**
 * Combines measured rows and hand-written corrections into the facts about a key.
 *
 * @typedef {import("./measured.js").Row} Row
 *
 * @typedef {object} Release
 * @property {number} at index into `kernels`
 * @property {string} default
 * @property {string} scope one letter, see `scopes`; empty if unknown
 * @property {"y" | "n" | ""} inherited
 * @property {"w" | ""} writable
 * @property {string} ranges one `min..max` or `?` per field, separated by spaces; empty if unknown
 *
 * @typedef {object} Key
 * @property {string} id
 * @property {string} kind `i`, `s`, `v:a,b` (vector), `o:a,b` (ordered vector), `l:ports`
 * @property {string} module
 * @property {string} unit
 * @property {string} note why the default may differ on another machine; empty if it does not
 * @property {Release[]} releases
 */
import { backwards, kernels } from "./measured.js";
import { rangesOf } from "./ranges.js";

/** The letters of the compiled form. @type {Readonly<Record<string, string>>} */
const scopes = {
  "node-only": "n",
  netns: "t",
  "visible-readonly-global": "r",
  "netns-WRITES-GLOBAL": "g",
  ipcns: "i",
  utsns: "u",
  pidns: "p",
  userns: "U",
  // Visible in a namespace, writable nowhere: the mode shows it too.
  "netns-readonly-info": "o",
  "not-measured": "",
};

/**
 * @param {string} id
 * @param {readonly (Row | undefined)[]} rows
 * @param {{ id: string, rows: readonly (Row | undefined)[] }} template the key whose ranges apply: for an interface, those of `default`
 * @param {import("./overrides.js").Overrides} overrides
 * @param {import("./overrides.js").Known | undefined} known
 * @returns {Key}
 */
export function factsOf(id, rows, template, overrides, known) {
  const readOnly =
    rows.every((row) => !row || !isWritable(row.mode)) &&
    !overrides.writable.has(id);
  const kind = kindOf(id, rows, overrides);
  /** @type {Release[]} */
  const releases = [];
  rows.forEach((row, at) => {
    if (!row) return;
    const scope = readOnly ? "o" : scopeOf(rows, at);
    releases.push({
      at,
      default:
        overrides.blank.has(id) || row.default.startsWith("!")
          ? ""
          : row.default,
      scope,
      inherited:
        scope === "t" && !ownInterface(id) ? inheritedOf(rows, at) : "",
      writable: isWritable(row.mode) || overrides.writable.has(id) ? "w" : "",
      ranges:
        kind === "s" || kind.startsWith("l:")
          ? ""
          : rangesOf(template.id, template.rows, at, kind, overrides),
    });
  });
  return {
    id,
    kind,
    module: moduleOf(rows),
    unit: known?.unit ?? "",
    note: overrides.notes.get(id) ?? "",
    releases,
  };
}

/** @param {string} mode */
function isWritable(mode) {
  return (Number.parseInt(mode, 8) & 0o222) !== 0;
}

/**
 * Interfaces of a new namespace start with the `default` of that namespace, never with the node's interface.
 *
 * @param {string} id
 */
function ownInterface(id) {
  return /^net\.(?:ipv4|ipv6|mpls)\.(?:conf|neigh)\.lo\./u.test(id);
}

/**
 * @param {readonly (Row | undefined)[]} rows
 * @param {number} at
 */
function scopeOf(rows, at) {
  const candidates = backwards(rows, at);
  // On an incomplete kernel, keys that were not written back look read-only in a namespace.
  const sure = candidates.find(
    ({ row, whole }) =>
      scopes[row.class] !== "" &&
      (whole || row.class !== "visible-readonly-global"),
  );
  return scopes[(sure ?? candidates[0])?.row.class ?? ""] ?? "";
}

/**
 * @param {readonly (Row | undefined)[]} rows
 * @param {number} at
 * @returns {"y" | "n" | ""}
 */
function inheritedOf(rows, at) {
  const speaks = backwards(rows, at).find(({ row }) => row.inherits !== "?");
  if (speaks?.row.inherits === "inherits") return "y";
  return speaks?.row.inherits === "no" ? "n" : "";
}

/**
 * @param {readonly (Row | undefined)[]} rows
 * @returns {string} the module named by the newest kernel on which all modules were loaded
 */
function moduleOf(rows) {
  const newest =
    rows.findLast((row, at) => row && kernels[at]?.whole) ??
    rows.findLast(Boolean);
  return newest && newest.needs_module !== "-" ? newest.needs_module : "";
}

/**
 * @param {string} id
 * @param {readonly (Row | undefined)[]} rows
 * @param {import("./overrides.js").Overrides} overrides
 */
function kindOf(id, rows, overrides) {
  const named = overrides.kinds.get(id);
  if (named !== undefined) return named;
  const counts = new Set(
    rows.filter((row) => row !== undefined).map(({ fields }) => fields),
  );
  const [fields = "", ...others] = counts;
  if (others.length > 0)
    throw new Error(
      `${id}: the number of fields differs between kernels; add its kind to overrides.yaml`,
    );
  if (fields === "") return "s";
  if (fields === "1") return "i";
  throw new Error(
    `${id}: a vector without field names; add them to overrides.yaml`,
  );
}
