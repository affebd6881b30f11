import { main } from "./main.js";
import { loadCommands } from "./startup/load-commands.js";
import { toleratePipesThatClose } from "./startup/pipes.js";

toleratePipesThatClose();
void main(process.argv.slice(2), loadCommands).then((code) => {
  process.exitCode = code;
});
