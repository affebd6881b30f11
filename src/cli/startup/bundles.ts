/*
 * Why tunegen starts fast. CI and commit hooks run `tunegen check` again and again, each time in a new process, and one run
 * takes about as long as starting Node itself. Most of that would be loading code, so:
 *
 * - There are ten bundles. `bin.cjs` answers `--version`, and loads the others. `command-line.cjs` has the arguments, and
 *   answers `--help`. `commands.cjs` has the compiler, and is loaded when a command is called; `import.cjs`, `init.cjs`,
 *   `advice.cjs`, `operate.cjs`, `report.cjs` and `complete.cjs` have what only `import`, `init`, `explain`, the commands
 *   about nodes, `report`, and the completion of the command line need; `re2.cjs` what only matchers need. Completing
 *   commands and options loads no compiler.
 * - V8 does not compile the two large bundles at each start. The build stores what V8 compiled of each in a run of
 *   `tunegen check` beside it (scripts/code-cache.js), and another V8 at its first run in the user's cache (code-cache.ts).
 * - V8's optimizing compiler is off: a run ends before optimized code pays off. A long spec turns it on (optimizer.ts).
 * - What has not changed since the last build or check is not compiled again (commands/compiled-before.ts).
 * - Packages that few runs need are imported where they are used: prettier, the diff, the lock, Handlebars' compiler.
 *
 * `npm run bench` measures the result.
 */
import type { AdviceOn } from "../../catalogue/advice.js";
import type { Completion } from "../commands/complete.js";
import type { ImportCommand } from "../commands/import.js";
import type { InitCommand } from "../commands/init.js";
import type { Operate } from "../commands/operate.js";
import type { Commands } from "../commands/registry.js";
import type { ExitCode } from "../exit.js";
import type { main } from "../main.js";
import type { ReportCommand } from "../report-program.js";
import { type Bundle, identify, loadCached } from "./code-cache.js";
import { expectShortRun } from "./optimizer.js";

/** The commands that run most of the code that others run. */
const typical = ["build", "check", "lint"];

/** What the bundle of the compiler requires of Node when it is loaded. */
const required = ["node:crypto", "node:tty"];

/**
 * Tunes V8 for a short run, after Node has loaded what the bundles require of it: under other flags, V8 refuses Node's own
 * compiled forms, and compiling the modules of Node anew costs more than the flags gain.
 */
function prepareShortRun(): void {
  for (const name of required) process.getBuiltinModule(name);
  expectShortRun();
}

/** Loads the command line, which loads the commands when one is called. All bundles lie beside this one. */
export function loadCommandLine(): (
  args: readonly string[],
) => Promise<ExitCode> {
  const loaded: Bundle[] = [];
  const load = (name: string): unknown => {
    const bundle = loadCached(name);
    loaded.push(bundle);
    // The command line itself runs under V8's usual flags.
    if (loaded.length > 1) prepareShortRun();
    return bundle.run();
  };
  const { main: run } = load("command-line.cjs") as {
    readonly main: typeof main;
  };
  return async (args) => {
    const code = await run(args, {
      buildId: () => identify("commands.cjs"),
      commands: () =>
        (load("commands.cjs") as { readonly commands: Commands }).commands,
      importCommand: () =>
        (load("import.cjs") as { readonly importCommand: ImportCommand })
          .importCommand,
      initCommand: () =>
        (load("init.cjs") as { readonly initCommand: InitCommand }).initCommand,
      adviceOn: () =>
        (load("advice.cjs") as { readonly adviceOn: AdviceOn }).adviceOn,
      completion: () =>
        (load("complete.cjs") as { readonly completion: Completion })
          .completion,
      operate: () =>
        (load("operate.cjs") as { readonly operate: Operate }).operate,
      reportCommand: () =>
        (load("report.cjs") as { readonly report: ReportCommand }).report,
    });
    if (typical.includes(args[0] ?? "") && loaded.length > 1)
      for (const { keep } of loaded) keep();
    return code;
  };
}
