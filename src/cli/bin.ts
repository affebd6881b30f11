import { requireCached } from "./cached.js";
import type * as cli from "./main.js";

// The build puts the bundle of ./main.ts there.
const { main } = requireCached("cli.cjs") as typeof cli;
void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
