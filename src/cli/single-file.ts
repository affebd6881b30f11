import { adviceOn } from "../catalogue/advice.js";
import { completion } from "./commands/complete.js";
import { importCommand } from "./commands/import.js";
import { initCommand } from "./commands/init.js";
import { operate } from "./commands/operate.js";
import { commands } from "./commands/registry.js";
import { report } from "./commands/report.js";
import { main } from "./main.js";
import { endProcess } from "./startup/end.js";
import { expectShortRun } from "./startup/optimizer.js";
import { endWhereOutputFails } from "./startup/pipes.js";
import { failUntilFinished } from "./startup/unfinished.js";

// The whole command as one file, which scripts/bundle.js makes.
expectShortRun();
const finish = failUntilFinished();
endWhereOutputFails(finish);
void main(process.argv.slice(2), {
  commands: () => commands,
  importCommand: () => importCommand,
  initCommand: () => initCommand,
  operate: () => operate,
  completion: () => completion,
  reportCommand: () => report,
  adviceOn: () => adviceOn,
}).then((code) => {
  finish();
  endProcess(code);
});
