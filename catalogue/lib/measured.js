// @ts-check
/**
 * Reads the measured tables. Each row of `catalogue.tsv` is one key on one kernel.
 *
 * @typedef {object} Row
 * @property {string} key
 * @property {string} kernel the package name: `6.12.107+deb13`
 * @property {string} arch
 * @property {string} mode octal: `0644`
 * @property {string} default
 * @property {string} writable_in_netns
 * @property {string} inherits
 * @property {string} needs_module
 * @property {string} min_accepted
 * @property {string} max_accepted
 * @property {string} fields the number of fields of the default; empty for text
 * @property {string} class
 * @property {string} range_note
 *
 * @typedef {object} Kernel
 * @property {string} kernel `6.12`
 * @property {"amd64" | "arm64"} arch
 * @property {boolean} whole whether every module with keys was loaded, so that a key not seen does not exist
 * @property {string} package the name in the tables
 */

/**
 * The measured kernels that the product uses, oldest first.
 * `6.12.107+deb13-cloud` is skipped: it has no key that the plain 6.12 does not have.
 *
 * @type {readonly Kernel[]}
 */
export const kernels = [
  { kernel: "5.10", arch: "amd64", whole: true, package: "5.10.0-46" },
  { kernel: "6.1", arch: "amd64", whole: true, package: "6.1.0-56" },
  { kernel: "6.12", arch: "amd64", whole: true, package: "6.12.107+deb13" },
  { kernel: "6.12", arch: "arm64", whole: true, package: "6.12.107+deb13" },
  { kernel: "6.16", arch: "amd64", whole: false, package: "6.16.12+deb13" },
  { kernel: "6.17", arch: "amd64", whole: false, package: "6.17.13+deb13" },
  { kernel: "6.18", arch: "amd64", whole: true, package: "6.18.15+deb13" },
  { kernel: "7.2", arch: "amd64", whole: true, package: "7.2.12+deb13" },
];

/**
 * @param {string} text
 * @returns {Record<string, string>[]} one record per line, by the names in the first line
 */
export function parseTsv(text) {
  const [head = "", ...lines] = text.trimEnd().split("\n");
  const names = head.split("\t");
  return lines.map((line) => {
    const cells = line.split("\t");
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""]));
  });
}

/**
 * @param {string} text the contents of `catalogue.tsv`
 * @returns {Map<string, (Row | undefined)[]>} by key: its row on each of `kernels`, if any
 */
export function rowsByKey(text) {
  /** @type {Map<string, (Row | undefined)[]>} */
  const keys = new Map();
  for (const record of parseTsv(text)) {
    const row = /** @type {Row} */ (/** @type {unknown} */ (record));
    const at = kernels.findIndex(
      ({ package: name, arch }) => name === row.kernel && arch === row.arch,
    );
    const rows = keys.get(row.key) ?? kernels.map(() => undefined);
    keys.set(row.key, rows);
    if (at !== -1) rows[at] = row;
  }
  return keys;
}

/**
 * Lists the rows to ask for a fact: the row itself, then those of older kernels on the same architecture.
 *
 * @param {readonly (Row | undefined)[]} rows
 * @param {number} at
 * @returns {{ row: Row, whole: boolean }[]} nearest first
 */
export function backwards(rows, at) {
  /** @type {{ row: Row, whole: boolean }[]} */
  const found = [];
  for (let index = at; index >= 0; index--) {
    const row = rows[index];
    const kernel = kernels[index];
    if (row && kernel?.arch === kernels[at]?.arch)
      found.push({ row, whole: kernel?.whole === true });
  }
  return found;
}
