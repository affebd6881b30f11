// @ts-check
/**
 * The compiled form: one line per key, sorted by code unit, fields separated by tabs. See src/catalogue/decode.ts.
 */
import { kernels } from "./measured.js";

/** Separates the values of one field over the kernels. */
const between = "\u00a6";

/**
 * `4096` if all releases agree; otherwise the index of each release's value, then the values: `00011¦a¦b`.
 *
 * @param {readonly string[]} values one per release
 */
export function overReleases(values) {
  const distinct = [...new Set(values)];
  for (const value of distinct) {
    if (/[\t\n\u00a6]/u.test(value))
      throw new Error(`cannot be encoded: ${value}`);
  }
  if (distinct.length === 1) return distinct[0] ?? "";
  const numbers = values.map((value) => distinct.indexOf(value).toString(36));
  return [numbers.join(""), ...distinct].join(between);
}

/** @param {import("./facts.js").Key} key */
export function keyLine(key) {
  const { releases } = key;
  const mask = releases.reduce((bits, { at }) => bits | (1 << at), 0);
  const fields = [
    key.id,
    key.kind,
    mask.toString(16).padStart(Math.ceil(kernels.length / 4), "0"),
    overReleases(
      releases.map(
        ({ scope, inherited, writable }) =>
          `${scope || "-"}${inherited || "-"}${writable || "-"}`,
      ),
    ),
    overReleases(releases.map((release) => release.default)),
    overReleases(releases.map(({ ranges }) => ranges)),
    key.module,
    key.unit,
    key.note,
  ];
  return fields.join("\t").trimEnd();
}

/**
 * @param {readonly [id: string, import("./overrides.js").Known]} known
 * @param {readonly string[]} sources
 */
export function descriptionLine([id, { summary, source }], sources) {
  return [id, summary, String(sources.indexOf(source))].join("\t");
}

/** @param {readonly string[]} lines */
export function sorted(lines) {
  const id = (/** @type {string} */ line) => line.slice(0, line.indexOf("\t"));
  return [...lines].sort((a, b) => (id(a) < id(b) ? -1 : 1));
}

/** @param {readonly string[]} lines */
export function literal(lines) {
  const text = lines.join("\n");
  if (/[`\\]|\$\{/u.test(text))
    throw new Error(
      "the data contains characters with a meaning in a template literal",
    );
  return `\`${text}\``;
}
