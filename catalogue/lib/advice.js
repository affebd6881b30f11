// @ts-check
/** Reads the advice on keys. */
import { parse } from "yaml";

/**
 * @typedef {object} Advice
 * @property {string} text
 * @property {string} source an address
 *
 * @typedef {object} AdviceGroup
 * @property {string} source
 * @property {boolean} [sections] whether the page has a section for each key
 * @property {Record<string, string>} keys
 */

/** Where a sentence ends: not in `0.5`, `/etc/gai.conf` or `...`. */
const sentenceEnd = /(?<!\.)[.!?](?=\s|$)/gu;

/**
 * @param {string} text the contents of `advice.yaml`
 * @returns {Map<string, Advice>} by key
 */
export function readAdvice(text) {
  /** @type {unknown} */
  const file = parse(text);
  const groups = /** @type {AdviceGroup[]} */ (file);
  /** @type {Map<string, Advice>} */
  const advice = new Map();
  for (const { source, sections = false, keys } of groups) {
    if (!/^https:\/\/(?:docs\.kernel|man7)\.org\/\S+$/u.test(source))
      throw new Error(`advice.yaml: ${source}: not a page of known sites`);
    for (const [key, words] of Object.entries(keys)) {
      if (advice.has(key)) throw new Error(`advice.yaml: ${key}: duplicate`);
      const sentences = words.match(sentenceEnd)?.length ?? 0;
      if (sentences < 1 || sentences > 2 || !words.endsWith("."))
        throw new Error(`advice.yaml: ${key}: not one or two sentences`);
      advice.set(key, {
        text: words,
        source: sections ? `${source}#${sectionOf(key)}` : source,
      });
    }
  }
  return advice;
}

/**
 * The anchor of the section whose title is the key's last part.
 *
 * @param {string} key
 */
function sectionOf(key) {
  return key.slice(key.lastIndexOf(".") + 1).replaceAll("_", "-");
}
