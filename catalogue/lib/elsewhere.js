// @ts-check
/** Reads the keys of kernels that were not measured. */
import { parse } from "yaml";

/**
 * @typedef {object} Elsewhere keys that exist in the same place
 * @property {string} where
 * @property {readonly string[]} [platforms]
 * @property {boolean} [usual]
 * @property {string} [since]
 * @property {boolean} [secondary]
 * @property {readonly string[]} [numbers]
 * @property {readonly string[]} [text]
 * @property {string} source
 */

const fields = new Set([
  "where",
  "platforms",
  "usual",
  "since",
  "secondary",
  "numbers",
  "text",
  "source",
]);

/**
 * @param {string} text the contents of `elsewhere.yaml`
 * @returns {readonly Elsewhere[]}
 */
export function readElsewhere(text) {
  /** @type {unknown} */
  const file = parse(text);
  const groups = /** @type {Elsewhere[]} */ (file);
  const seen = new Set();
  for (const group of groups) {
    for (const field of Object.keys(group))
      if (!fields.has(field))
        throw new Error(`elsewhere.yaml: ${group.where}: unknown ${field}`);
    for (const key of [...(group.numbers ?? []), ...(group.text ?? [])]) {
      if (!/^[a-z][\w.-]*\*?$/u.test(key) || seen.has(key))
        throw new Error(`elsewhere.yaml: ${key}: twice, or no key`);
      seen.add(key);
    }
  }
  return groups;
}
