// @ts-check
/**
 * Compiles the measured tables and the hand-written files of this folder into src/catalogue/data.
 * The output is deterministic: the same input gives the same bytes.
 */
import { readFile, writeFile } from "node:fs/promises";
import process from "node:process";
import { fileURLToPath, URL } from "node:url";
import { readAdvice } from "./lib/advice.js";
import { descriptionLine, keyLine, literal, sorted } from "./lib/encode.js";
import { readElsewhere } from "./lib/elsewhere.js";
import { factsOf } from "./lib/facts.js";
import { readInterfaces } from "./lib/interfaces.js";
import { kernels, rowsByKey } from "./lib/measured.js";
import { readKnown, readOverrides } from "./lib/overrides.js";
import { json, typescript } from "./lib/typescript.js";

/**
 * @typedef {object} Inputs the contents of the files in this folder
 * @property {string} catalogue
 * @property {string} known
 * @property {string} overrides
 * @property {string} elsewhere
 * @property {string} interfaces
 * @property {string} advice
 */

/**
 * @param {Inputs} inputs
 * @returns {Promise<Record<string, string>>} the text of each file in src/catalogue/data
 */
export async function compileCatalogue(inputs) {
  const rows = rowsByKey(inputs.catalogue);
  const known = readKnown(inputs.known);
  const overrides = readOverrides(inputs.overrides);
  refuseUnknown("known.yaml", known.keys(), rows);
  const advice = readAdvice(inputs.advice);
  refuseUnknown("advice.yaml", advice.keys(), rows);
  const { kinds, ranges, writable, notes, dead } = overrides;
  for (const keys of [
    kinds.keys(),
    ranges.keys(),
    writable.keys(),
    notes.keys(),
    dead.keys(),
  ]) {
    refuseUnknown("overrides.yaml", keys, rows);
  }
  const sources = [
    ...new Set([...known.values()].map(({ source }) => source)),
  ].sort();
  const facts = [...rows].map(([id, own]) => {
    const general = templateOf(id);
    const template = rows.has(general) ? general : id;
    const speaking = { id: template, rows: rows.get(template) ?? own };
    return factsOf(
      id,
      own,
      speaking,
      overrides,
      known.get(id) ?? known.get(template),
    );
  });
  const measured = kernels.map(({ kernel, arch, whole }) => ({
    kernel,
    arch,
    whole,
  }));
  return {
    "keys.ts": await typescript({
      measured: json(measured),
      keys: literal(sorted(facts.map(keyLine))),
    }),
    "descriptions.ts": await typescript({
      sources: json(sources),
      descriptions: literal(
        sorted([...known].map((each) => descriptionLine(each, sources))),
      ),
    }),
    "elsewhere.ts": await typescript({
      elsewhere: json(readElsewhere(inputs.elsewhere)),
    }),
    "dead.ts": await typescript({ dead: json(Object.fromEntries(dead)) }),
    "interfaces.ts": await typescript({
      interfaces: json(
        readInterfaces(inputs.interfaces, rows.keys()).map(
          ({ keys, ...group }) => ({ ...group, keys: keys.join(" ") }),
        ),
      ),
    }),
    "advice.ts": await typescript({ advice: json(Object.fromEntries(advice)) }),
    "removed.ts": await typescript({ removed: json(overrides.removed) }),
  };
}

/**
 * @param {string} file
 * @param {Iterable<string>} keys
 * @param {ReadonlyMap<string, unknown>} rows
 */
function refuseUnknown(file, keys, rows) {
  for (const key of keys)
    if (!rows.has(key))
      throw new Error(`${file}: no measured kernel has ${key}`);
}

/**
 * Facts that apply to every interface are written once, under `default`.
 *
 * @param {string} id
 */
function templateOf(id) {
  return id.replace(
    /^(net\.ipv[46]\.(?:conf|neigh))\.(?:all|lo)\./u,
    "$1.default.",
  );
}

/** @returns {Promise<Inputs>} */
export async function readInputs() {
  const read = (/** @type {string} */ path) =>
    readFile(new URL(path, import.meta.url), "utf8");
  return {
    catalogue: await read("measured/catalogue.tsv"),
    known: await read("known.yaml"),
    overrides: await read("overrides.yaml"),
    elsewhere: await read("elsewhere.yaml"),
    interfaces: await read("interfaces.yaml"),
    advice: await read("advice.yaml"),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = await compileCatalogue(await readInputs());
  for (const [name, text] of Object.entries(files)) {
    await writeFile(
      new URL(`../src/catalogue/data/${name}`, import.meta.url),
      text,
    );
  }
}
