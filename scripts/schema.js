// Writes tuning.schema.json from the one definition of the language; run by `npm run schema`.
import { writeFile } from "node:fs/promises";
import { loadFunction } from "./load-source.js";

/** The length of a part that stands on one line: a key of the catalogue has a line of its own, for readable diffs. */
const LINE = 500;

const jsonSchema = await loadFunction("src/index.ts", "jsonSchema");
await writeFile(
  new URL("../tuning.schema.json", import.meta.url),
  `${layOut(jsonSchema())}\n`,
);

/**
 * Writes JSON with short parts on one line and without indentation: prettier's layout would make the file a quarter larger.
 *
 * @param {unknown} value
 * @returns {string}
 */
function layOut(value) {
  const line = JSON.stringify(value);
  if (typeof value !== "object" || value === null || line.length <= LINE)
    return line;
  const parts = Array.isArray(value)
    ? value.map(layOut)
    : Object.entries(value).map(
        ([name, item]) => `${JSON.stringify(name)}:${layOut(item)}`,
      );
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${parts.join(",\n")}\n${close}`;
}
