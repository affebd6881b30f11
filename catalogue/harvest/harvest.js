// @ts-check
import { parseArgs } from "node:util";
import { bootAndDump } from "./machine.js";
import { COLUMNS, rowsOf } from "./rows.js";

const { values, positionals } = parseArgs({
  options: { modules: { type: "string" } },
  allowPositionals: true,
});
const [image] = positionals;
if (image === undefined || positionals.length > 1) {
  console.error("usage: npm run harvest -- KERNEL_IMAGE [--modules DIR]");
  process.exitCode = 2;
} else {
  try {
    for (const row of [COLUMNS, ...rowsOf(bootAndDump(image, values.modules))])
      console.log(row.join("\t"));
  } catch (thrown) {
    console.error(thrown instanceof Error ? thrown.message : thrown);
    process.exitCode = 1;
  }
}
