// @ts-check
/**
 * Compares the output of `sysctl -a` on a node with what tunegen expects of it:
 *
 *     npm run compare -- LISTING --facts FACTS [--all]
 *
 * FACTS is a YAML file with the facts that `node:` of a spec has.
 */
import { readFile } from "node:fs/promises";
import process from "node:process";
import { parseArgs } from "node:util";
import { loadFunction } from "../../scripts/load-source.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { facts: { type: "string" }, all: { type: "boolean" } },
});
const [listing] = positionals;
if (listing === undefined || values.facts === undefined) {
  process.stderr.write(
    "usage: npm run compare -- LISTING --facts FACTS [--all]\n",
  );
  process.exit(2);
}

/** @type {(listing: string, facts: string, all: boolean) => string} */
const report = await loadFunction(
  "catalogue/compare/report.ts",
  "compareReport",
);
process.stdout.write(
  report(
    await readFile(listing, "utf8"),
    await readFile(values.facts, "utf8"),
    values.all === true,
  ),
);
