import { loadCommandLine } from "./startup/bundles.js";
import { endWhereOutputFails } from "./startup/pipes.js";
import { failUntilFinished } from "./startup/unfinished.js";

const finish = failUntilFinished();
endWhereOutputFails(finish);
void loadCommandLine()(process.argv.slice(2)).then((code) => {
  finish();
  process.exitCode = code;
});
