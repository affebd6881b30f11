// @ts-check
/**
 * Stores the kernels as differences: each names an earlier kernel and the options in which it differs from it.
 * See src/catalogue/builds/table.ts.
 */

/** The columns before the options. */
const about = [
  "platform",
  "releases",
  "flavour",
  "standard",
  "arch",
  "kernel",
  "certainty",
  "backports",
  "source",
  "path",
  "commit",
  "note",
];
const certainties = ["read", "computed", "overlay"];

/**
 * @param {readonly Record<string, string>[]} rows the lines of builds/kernels.tsv
 * @returns {{ symbols: readonly string[], sources: readonly string[], lines: readonly string[] }}
 */
export function kernelLines(rows) {
  const symbols = Object.keys(rows[0] ?? {}).filter(
    (name) => !about.includes(name),
  );
  if (symbols.length > 36 ** 2)
    throw new Error("kernels.tsv: too many options");
  const sources = [...new Set(rows.map(sourceOf))];
  const vectors = rows.map((row) =>
    symbols.map((symbol) => valueOf(row, symbol)),
  );
  const lines = rows.map((row, at) => {
    const best = nearest(vectors, at);
    const { certainty = "", arch = "" } = row;
    if (!certainties.includes(certainty) || !["amd64", "arm64"].includes(arch))
      throw new Error(`kernels.tsv, line ${at + 2}: ${certainty} ${arch}`);
    return [
      row["platform"],
      row["releases"],
      row["flavour"],
      arch,
      row["kernel"],
      `${certainty.slice(0, 1)}${row["standard"] ? "s" : ""}${row["backports"] ? "b" : ""}`,
      sources.indexOf(sourceOf(row)),
      best ?? "",
      difference(
        vectors[at] ?? [],
        best === undefined ? [] : (vectors[best] ?? []),
      ),
    ].join("\t");
  });
  return { symbols, sources, lines };
}

/**
 * @typedef {object} Configuration what the expression of a default may ask for
 * @property {string} arch
 * @property {string} platform
 * @property {string} flavour
 * @property {(symbol: string) => string | undefined} option
 */

/**
 * @param {readonly Record<string, string>[]} rows the lines of builds/kernels.tsv
 * @returns {readonly Configuration[]}
 */
export function configurations(rows) {
  return rows.map((row) => ({
    arch: row["arch"] ?? "",
    platform: row["platform"] ?? "",
    flavour: row["flavour"] ?? "",
    option: (symbol) => {
      const value = valueOf(row, symbol);
      if (value === "?") return undefined;
      return value === "-" ? "n" : value;
    },
  }));
}

/** @param {Record<string, string>} row */
function sourceOf(row) {
  const { source = "", path = "", commit = "" } = row;
  return `${source} ${path}${commit && `@${commit}`}`;
}

/**
 * What a complete configuration does not name is off, written `-`. Before 5.10, the oldest source that the gates were
 * read in, it may also be that the option did not exist: unknown, written `?`.
 *
 * @param {Record<string, string>} row
 * @param {string} symbol
 */
function valueOf(row, symbol) {
  const value = row[symbol] ?? "";
  if (value !== "") return value;
  const [major = 0, minor = 0] = (row["kernel"] ?? "").split(".").map(Number);
  return major < 5 || (major === 5 && minor < 10) ? "?" : "-";
}

/**
 * @param {readonly (readonly string[])[]} vectors
 * @param {number} at
 * @returns {number | undefined} the earlier one with the shortest difference
 */
function nearest(vectors, at) {
  /** @type {{ index: number, size: number } | undefined} */
  let best;
  for (let index = 0; index < at; index++) {
    const size = difference(vectors[at] ?? [], vectors[index] ?? []).length;
    if (!best || size < best.size) best = { index, size };
  }
  return best?.index;
}

/**
 * The changed options by value: `y0a1c n07 250=01`, with two digits in base 36 for each option.
 *
 * @param {readonly string[]} own
 * @param {readonly string[]} other
 */
function difference(own, other) {
  /** @type {Map<string, string>} */
  const byValue = new Map();
  own.forEach((value, index) => {
    if (value === other[index]) return;
    const digits = index.toString(36).padStart(2, "0");
    byValue.set(value, (byValue.get(value) ?? "") + digits);
  });
  return [...byValue]
    .map(
      ([value, digits]) =>
        `${/^[-ymn?]$/u.test(value) ? value : `${value}=`}${digits}`,
    )
    .join(" ");
}
