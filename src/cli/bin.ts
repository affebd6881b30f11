import { requireCached } from "./cached.js";
import type * as cli from "./main.js";

const { main } = requireCached<typeof cli>("cli.cjs");
void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
