// @ts-check
/**
 * Compiles the tables of kernel builds in builds/ into src/catalogue/data/builds.ts.
 * The output is deterministic: the same input gives the same bytes.
 */
import { readFile, writeFile } from "node:fs/promises";
import process from "node:process";
import { fileURLToPath, URL } from "node:url";
import { configurations, kernelLines } from "./lib/build-kernels.js";
import { loadFunction } from "../scripts/load-source.js";
import { gateTables } from "./lib/build-gates.js";
import { literal, sorted } from "./lib/encode.js";
import { parseTsv, rowsByKey } from "./lib/measured.js";
import { json, typescript } from "./lib/typescript.js";

/**
 * @typedef {object} BuildInputs the contents of the tables
 * @property {string} catalogue
 * @property {string} kernels
 * @property {string} gates
 * @property {string} defaults
 * @property {string} modules
 */

/**
 * @param {BuildInputs} inputs
 * @returns {Promise<string>} the text of src/catalogue/data/builds.ts
 */
export async function compileBuilds(inputs) {
  const kernels = parseTsv(inputs.kernels);
  const { symbols, sources, lines } = kernelLines(kernels);
  const gates = gateTables(
    parseTsv(inputs.gates),
    rowsByKey(inputs.catalogue),
    kernels,
  );
  /** @type {(text: string, builds: readonly import("./lib/build-kernels.js").Configuration[]) => string} */
  const agreedValue = await loadFunction(
    "src/catalogue/builds/agreement.ts",
    "agreedValue",
  );
  const builds = configurations(kernels);
  const onAmd64 = builds.filter(({ arch }) => arch === "amd64");
  /** @param {string} text */
  const agreedOn = (text) =>
    [onAmd64, builds].map((some) => agreedValue(text, some));
  const platforms = [...new Set(kernels.map((row) => row["platform"] ?? ""))];
  return typescript(
    {
      buildPlatforms: json(platforms),
      buildSymbols: literal([symbols.join(" ")]),
      buildSources: literal(sources),
      buildKernels: literal(lines),
      gateGroups: literal(gates.groups),
      gateOfKey: literal([gates.ofKey]),
      otherKeys: literal(gates.others),
      buildDefaults: literal(
        parseTsv(inputs.defaults).map((row) => defaultLine(row, agreedOn)),
      ),
      buildModules: literal(
        sorted(
          parseTsv(inputs.modules).map(
            ({ module = "", option = "" }) => `${module}\t${option}`,
          ),
        ),
      ),
    },
    "compile-builds.js",
  );
}

/**
 * @param {Record<string, string>} row
 * @param {(text: string) => readonly string[]} agreedOn what all builds of amd64 have, and all builds; empty if they differ
 */
function defaultLine(row, agreedOn) {
  return [
    row["key"],
    row["default"],
    row["minimum"],
    row["versions"],
    row["decided_by"],
    row["source"],
    row["certainty"] === "read" ? "" : row["certainty"],
    ...agreedOn(row["default"] ?? ""),
  ]
    .join("\t")
    .trimEnd();
}

/** @returns {Promise<BuildInputs>} */
export async function readBuildInputs() {
  const read = (/** @type {string} */ path) =>
    readFile(new URL(path, import.meta.url), "utf8");
  return {
    catalogue: await read("measured/catalogue.tsv"),
    kernels: await read("builds/kernels.tsv"),
    gates: await read("builds/gates.tsv"),
    defaults: await read("builds/defaults.tsv"),
    modules: await read("builds/modules.tsv"),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(
    new URL("../src/catalogue/data/builds.ts", import.meta.url),
    await compileBuilds(await readBuildInputs()),
  );
}
