/*
 * Why tunegen starts fast. CI and commit hooks run `tunegen check` again and again, each time in a new process, and one run
 * takes about as long as starting Node itself. Most of that would be loading code, so:
 *
 * - There are seven bundles. `bin.cjs` only loads the others. `command-line.cjs` has the arguments, and answers `--help`
 *   and `--version`. `commands.cjs` has the compiler, and is loaded when a command is called; `import.cjs`, `init.cjs`,
 *   `advice.cjs` and `operate.cjs` have what only `import`, `init`, `explain`, and the commands about nodes need.
 * - V8 does not compile the two large bundles at each start. The build runs `tunegen check` once and stores what V8
 *   compiled of each in `<bundle>.cache` (code-cache.ts, scripts/code-cache.js).
 * - V8's optimizing compiler is off: a run ends before optimized code pays off. A long spec turns it on (optimizer.ts).
 * - Packages that few runs need are imported where they are used: prettier, the diff, the lock, Handlebars' compiler.
 *
 * `npm run bench` measures the result.
 */
import type { AdviceOn } from "../../catalogue/advice.js";
import type { ImportCommand } from "../commands/import.js";
import type { InitCommand } from "../commands/init.js";
import type { Operate } from "../commands/operate.js";
import type { Commands } from "../commands/registry.js";
import type { ExitCode } from "../exit.js";
import type { main } from "../main.js";
import { loadCached } from "./code-cache.js";

/** Loads the command line, which loads the commands when one is called. Both bundles lie beside this one. */
export function loadCommandLine(): (
  args: readonly string[],
) => Promise<ExitCode> {
  const bundle = loadCached("command-line.cjs") as {
    readonly main: typeof main;
  };
  return (args) =>
    bundle.main(args, {
      commands: loadCommands,
      importCommand: loadImport,
      initCommand: loadInit,
      operate: loadOperate,
      adviceOn: loadAdvice,
    });
}

function loadCommands(): Commands {
  const bundle = loadCached("commands.cjs") as { readonly commands: Commands };
  return bundle.commands;
}

function loadImport(): ImportCommand {
  const bundle = loadCached("import.cjs") as {
    readonly importCommand: ImportCommand;
  };
  return bundle.importCommand;
}

function loadInit(): InitCommand {
  const bundle = loadCached("init.cjs") as {
    readonly initCommand: InitCommand;
  };
  return bundle.initCommand;
}

function loadOperate(): Operate {
  const bundle = loadCached("operate.cjs") as { readonly operate: Operate };
  return bundle.operate;
}

function loadAdvice(): AdviceOn {
  const bundle = loadCached("advice.cjs") as { readonly adviceOn: AdviceOn };
  return bundle.adviceOn;
}
