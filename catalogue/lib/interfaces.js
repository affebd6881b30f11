// @ts-check
/**
 * Reads interfaces.yaml.
 *
 * @typedef {object} InterfaceGroup keys of one family with the same effect
 * @property {string} family `ipv4.conf`
 * @property {string} all
 * @property {string} default
 * @property {string[]} keys
 * @property {string} source
 */
import { parse } from "yaml";

/** Every `FromAll` and `FromDefault` of src/catalogue/interface-reach.ts. */
const words = {
  all: "copied existing interface or and max min first redirects refused none",
  default: "later unset never table",
};

/**
 * @param {string} text the contents of `interfaces.yaml`
 * @param {Iterable<string>} measured the keys of all measured kernels
 * @returns {InterfaceGroup[]}
 */
export function readInterfaces(text, measured) {
  /** @type {unknown} */
  const file = parse(text);
  const groups = /** @type {InterfaceGroup[]} */ (file);
  /** @type {Set<string>} */
  const listed = new Set();
  for (const group of groups) {
    for (const word of /** @type {const} */ (["all", "default"]))
      if (!words[word].split(" ").includes(group[word]))
        throw new Error(`interfaces.yaml: unknown ${word}: ${group[word]}`);
    for (const key of group.keys) {
      const id = `net.${group.family}.default.${key}`;
      if (listed.has(id)) throw new Error(`interfaces.yaml: ${id} twice`);
      listed.add(id);
    }
  }
  const expected = new Set(
    [...measured].filter(
      (id) =>
        /^net\.ipv[46]\.(?:conf|neigh)\.default\./u.test(id) &&
        // Only the kernel's multicast routing daemon writes it.
        !id.endsWith(".mc_forwarding"),
    ),
  );
  for (const id of expected)
    if (!listed.has(id)) throw new Error(`interfaces.yaml: ${id} is missing`);
  for (const id of listed)
    if (!expected.has(id))
      throw new Error(`interfaces.yaml: no measured kernel has ${id}`);
  return groups;
}
