import type { Command } from "commander";
import { program } from "../program.js";

/** Makes the table of commands for those who only read it: none of them can be called. */
export function commandTable(): Command {
  return program(() => undefined, {
    commands: unused,
    importCommand: unused,
    initCommand: unused,
    operate: unused,
    reportCommand: unused,
    completion: unused,
    adviceOn: unused,
  });
}

function unused(): never {
  throw new Error("This table of commands runs none.");
}
