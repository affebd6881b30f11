// @ts-check
import { parseGate } from "./parse-condition.js";
import { expand, implies, simplify } from "./simplify.js";

/**
 * @typedef {import("./read-gates.js").Gates} Gates
 * @typedef {import("./read-gates.js").Gate} Gate
 * @typedef {Readonly<Record<string, string>>} Row a line of gates.tsv
 *
 * @typedef {object} Differences
 * @property {string} against the version of the rows that were compared
 * @property {number} same the number of rows that are as the source has them
 * @property {readonly { row: Row, gate: Gate }[]} changed
 * @property {readonly Gate[]} added keys that the table does not have
 * @property {readonly Row[]} gone keys that the source does not have
 * @property {readonly Row[]} byHand keys of files with entries that cannot be read
 * @property {readonly Row[]} vendors keys of patches that the source may not have
 */

/**
 * Compares the gates of a source with the rows of gates.tsv for its version, or for the newest version if it is newer.
 * Gates are the same if they hold for the same kernels, in whatever words.
 *
 * @param {Gates} read
 * @param {readonly Row[]} table
 * @param {string} version
 * @returns {Differences}
 */
export function compareGates({ gates, undecided, kconfig }, table, version) {
  const newest = table
    .flatMap((row) => endsOf(row).slice(1))
    .reduce((a, b) => (order(a, b) < 0 ? b : a), "");
  const against = order(version, newest) > 0 ? newest : version;
  const rows = table.filter((row) => {
    const [from, to] = endsOf(row);
    return order(from, against) <= 0 && order(against, to) <= 0;
  });
  const read = new Map(gates.map((gate) => [gate.key, gate]));
  const unread = new Set(undecided.map(({ file }) => file));
  /** @type {{ row: Row, gate: Gate }[]} */
  const changed = [];
  /** @type {Row[]} */
  const missing = [];
  for (const row of rows) {
    const gate = read.get(row["key"] ?? "");
    if (!gate) missing.push(row);
    else if (!isSame(gate, row, kconfig)) changed.push({ row, gate });
  }
  const isVendors = (/** @type {Row} */ row) =>
    row["only"] !== "" || row["certainty"] !== "read";
  const isByHand = (/** @type {Row} */ row) =>
    (row["source"] ?? "").split("; ").some((file) => unread.has(file));
  const listed = new Set(rows.map((row) => row["key"]));
  return {
    against,
    same: rows.length - missing.length - changed.length,
    changed,
    added: gates.filter(({ key }) => !listed.has(key)),
    gone: missing.filter((row) => !isVendors(row) && !isByHand(row)),
    byHand: missing.filter((row) => !isVendors(row) && isByHand(row)),
    vendors: missing.filter(isVendors),
  };
}

/**
 * @param {Gate} gate
 * @param {Row} row
 * @param {import("./kconfig.js").Kconfig} kconfig
 */
function isSame({ gate, module }, row, kconfig) {
  // A row names the module that the key has in those of its versions where the option can be `m`.
  if (module !== "" && module !== row["module"]) return false;
  const [before, after] = [parseGate(row["gate"] ?? "-"), gate].map((one) =>
    expand(simplify(one, kconfig), kconfig),
  );
  return (
    before !== undefined &&
    after !== undefined &&
    implies(before, after, kconfig) &&
    implies(after, before, kconfig)
  );
}

/**
 * @param {Row} row
 * @returns {readonly [string, string]}
 */
function endsOf(row) {
  const [from = "", to = from] = (row["versions"] ?? "").split("-");
  return [from, to];
}

/**
 * @param {string} a
 * @param {string} b
 */
function order(a, b) {
  const [x, y] = [a, b].map((text) => text.split(".").map(Number));
  return (x?.[0] ?? 0) - (y?.[0] ?? 0) || (x?.[1] ?? 0) - (y?.[1] ?? 0);
}
