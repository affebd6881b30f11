/** A program of its own, for tests that need a process: it builds, and prints the report as JSON. */
import { findLocation } from "../../src/output/location.js";
import { compareWithDisk } from "../../src/output/compare-with-disk.js";
import { writeToDisk } from "../../src/output/write-to-disk.js";
import type { OutputFile } from "../../src/targets/types.js";

const [verb = "", spec = "", path = "", text = "", count = "1"] =
  process.argv.slice(2);

const files = Array.from({ length: Number(count) }, (_, index): OutputFile => ({
  target: "nixos",
  output: "path",
  nodes: [],
  settingLines: () => [],
  path: path.replace("{n}", String(index).padStart(4, "0")),
  text: `${text}\n`,
}));
const location = { ...findLocation({ spec, out: "out" }), prefix: "" };
const comparison = await compareWithDisk({ location, files });
console.log(
  JSON.stringify(
    verb === "check"
      ? {
          statuses: comparison.files.map(({ status }) => status),
          errors: comparison.errors,
        }
      : await writeToDisk(comparison),
  ),
);
