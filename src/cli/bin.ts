import { loadCommandLine } from "./startup/bundles.js";
import { toleratePipesThatClose } from "./startup/pipes.js";

toleratePipesThatClose();
void loadCommandLine()(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
