// @ts-check
/**
 * Reads the gates of a kernel source, as rows of builds/gates.tsv or as what differs from it:
 *
 *     npm run gates -- SOURCE [--compare]
 *
 * SOURCE is the folder of an unpacked kernel source, or a tarball.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { readElsewhere } from "../lib/elsewhere.js";
import { parseTsv } from "../lib/measured.js";
import { compareGates } from "./compare-gates.js";
import { readGates } from "./read-gates.js";
import { reportOf, undecidedLines } from "./report.js";
import { COLUMNS, rowsOf } from "./rows.js";
import { openSource } from "./source-tree.js";

try {
  const { values, positionals } = parseArgs({
    options: { compare: { type: "boolean" } },
    allowPositionals: true,
  });
  const [source] = positionals;
  if (source === undefined || positionals.length > 1)
    throw new Error("usage: npm run gates -- SOURCE [--compare]");
  const tree = openSource(source);
  try {
    const read = readGates(tree);
    if (values.compare)
      process.stdout.write(
        reportOf(
          compareGates(
            read,
            parseTsv(catalogueFile("builds/gates.tsv")),
            tree.version,
          ),
          read.undecided,
          tree.release,
          elsewhere(),
        ),
      );
    else {
      for (const row of [COLUMNS, ...rowsOf(read.gates, tree.version)])
        console.log(row.join("\t"));
      for (const line of undecidedLines(read.undecided))
        console.error(`undecided: ${line}`);
    }
  } finally {
    tree.close();
  }
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : thrown);
  process.exitCode = 2;
}

/** @returns {(key: string) => boolean} */
function elsewhere() {
  const names = readElsewhere(catalogueFile("elsewhere.yaml")).flatMap(
    ({ numbers = [], text = [] }) => [...numbers, ...text],
  );
  return (key) =>
    names.some((name) =>
      name.endsWith("*") ? key.startsWith(name.slice(0, -1)) : key === name,
    );
}

/** @param {string} name */
function catalogueFile(name) {
  return readFileSync(new URL(`../${name}`, import.meta.url), "utf8");
}
