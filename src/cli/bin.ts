import { loadCommandLine } from "./startup/bundles.js";
import { endProcess } from "./startup/end.js";
import { endWhereOutputFails } from "./startup/pipes.js";
import { failUntilFinished } from "./startup/unfinished.js";
import { asksVersion, version } from "./version.js";

const finish = failUntilFinished();
endWhereOutputFails(finish);
const args = process.argv.slice(2);
if (asksVersion(args)) {
  // Installers, editors and scripts ask for it again and again; the table of commands would take as long as the answer.
  process.stdout.write(`${version}\n`);
  finish();
} else
  void loadCommandLine()(args).then((code) => {
    finish();
    endProcess(code);
  });
