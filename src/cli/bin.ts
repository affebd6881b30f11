import { loadCommandLine } from "./startup/bundles.js";
import { toleratePipesThatClose } from "./startup/pipes.js";
import { failUntilFinished } from "./startup/unfinished.js";

const finish = failUntilFinished();
toleratePipesThatClose(finish);
void loadCommandLine()(process.argv.slice(2)).then((code) => {
  finish();
  process.exitCode = code;
});
