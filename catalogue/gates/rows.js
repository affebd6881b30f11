// @ts-check
import { textOf } from "./expression.js";

/** The columns of builds/gates.tsv. */
export const COLUMNS = [
  "key",
  "versions",
  "gate",
  "module",
  "only",
  "condition",
  "source",
  "certainty",
];

/**
 * Writes gates as rows of builds/gates.tsv.
 *
 * @param {readonly import("./read-gates.js").Gate[]} gates
 * @param {string} version `6.1`
 * @returns {readonly (readonly string[])[]}
 */
export function rowsOf(gates, version) {
  return gates.map(({ key, gate, module, files }) => [
    key,
    version,
    textOf(gate),
    module,
    "",
    "",
    files.join("; "),
    "read",
  ]);
}
