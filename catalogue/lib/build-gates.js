// @ts-check
/**
 * Groups the keys by what decides that a kernel has them. See src/catalogue/builds/gates.ts.
 */
import { kernels as measured } from "./measured.js";
import { sorted } from "./encode.js";

/** The versions of Linux whose sources the gates were read in, oldest first. */
const sources = ["5.10", "6.1", "6.12", "7.2"];

/** @typedef {Record<string, string>} Cells */

/**
 * @param {readonly Cells[]} rows the lines of builds/gates.tsv
 * @param {ReadonlyMap<string, readonly (import("./measured.js").Row | undefined)[]>} catalogue the measured rows by key
 * @param {readonly Cells[]} builds the lines of builds/kernels.tsv
 */
export function gateTables(rows, catalogue, builds) {
  /** @type {Map<string, Cells[]>} */
  const byKey = new Map();
  for (const row of rows) {
    const key = row["key"] ?? "";
    byKey.set(key, [...(byKey.get(key) ?? []), row]);
  }
  /** @type {string[]} */
  const groups = [];
  const groupOf = (/** @type {string} */ key) => {
    const own = byKey.get(templateOf(key)) ?? byKey.get(key);
    if (!own) return "--";
    const text = groupText(own, catalogue.get(key) ?? [], builds);
    if (!groups.includes(text)) groups.push(text);
    return groups.indexOf(text).toString(36).padStart(2, "0");
  };
  // In the order of the keys of src/catalogue/data/keys.ts.
  const ofKey = [...catalogue.keys()].sort().map(groupOf).join("");
  const others = sorted(
    [...byKey.keys()]
      .filter((key) => !key.includes("*") && !catalogue.has(key))
      .map((key) => `${key}\t${groupOf(key)}`),
  );
  return { groups, ofKey, others };
}

/** @param {string} key */
function templateOf(key) {
  return key.replace(
    /^(net\.(?:ipv[46]|mpls)\.(?:conf|neigh))\.(?:all|default|lo)\./u,
    "$1.*.",
  );
}

/**
 * @param {readonly Cells[]} rows of one key
 * @param {readonly (import("./measured.js").Row | undefined)[]} seen
 * @param {readonly Cells[]} builds
 */
function groupText(rows, seen, builds) {
  const alternatives = rows.map((row) =>
    [rows.length > 1 ? row["versions"] : "", row["gate"], row["module"]].join(
      ";",
    ),
  );
  const first = rows[0] ?? {};
  return [
    existence(rows, seen, builds),
    first["only"],
    first["condition"],
    ...alternatives,
  ].join("\t");
}

/**
 * The versions at which it is known whether Linux has the key, at the edges only: `6.1-,6.12+`. Empty if all have it.
 *
 * @param {readonly Cells[]} rows
 * @param {readonly (import("./measured.js").Row | undefined)[]} seen
 * @param {readonly Cells[]} builds
 */
function existence(rows, seen, builds) {
  const isRead = rows.every(({ certainty }) => certainty === "read");
  /** @type {Map<string, boolean>} */
  const states = new Map();
  for (const version of sources) {
    const has = rows.some(({ versions = "" }) => isWithin(version, versions));
    if (has || isRead) states.set(version, has);
  }
  if (!isRead)
    for (const { versions = "" } of rows)
      for (const end of versions.split("-")) states.set(end, true);
  if (states.get("6.12") !== states.get("7.2"))
    for (const { kernel, package: name } of measured) {
      if (states.has(kernel)) continue;
      const has = seen.some((row) => row?.kernel === name);
      if (has || isBuiltIn(rows, kernel, builds)) states.set(kernel, has);
    }
  const points = [...states].sort(([a], [b]) => compare(a, b));
  const edges = points.filter(
    ([, has], at) => points[at - 1]?.[1] !== has || points[at + 1]?.[1] !== has,
  );
  const text = edges
    .map(([version, has]) => `${version}${has ? "+" : "-"}`)
    .join(",");
  return text === "5.10+,7.2+" ? "" : text;
}

/**
 * Whether Debian's kernel would have the key if Linux had it, without a module that may not have been loaded.
 *
 * @param {readonly Cells[]} rows
 * @param {string} kernel
 * @param {readonly Cells[]} builds
 */
function isBuiltIn(rows, kernel, builds) {
  const own = builds.find(
    (row) =>
      row["platform"] === "debian" &&
      row["arch"] === "amd64" &&
      row["kernel"]?.startsWith(`${kernel}.`),
  );
  return rows.some(({ gate = "" }) =>
    gate
      .split(" && ")
      .every((symbol) => symbol === "-" || own?.[symbol] === "y"),
  );
}

/**
 * @param {string} version
 * @param {string} span
 */
function isWithin(version, span) {
  const [from = "", to = from] = span.split("-");
  return compare(from, version) <= 0 && compare(version, to) <= 0;
}

/**
 * @param {string} a
 * @param {string} b
 */
function compare(a, b) {
  const [x, y] = [a, b].map((text) => text.split(".").map(Number));
  return (x?.[0] ?? 0) - (y?.[0] ?? 0) || (x?.[1] ?? 0) - (y?.[1] ?? 0);
}
