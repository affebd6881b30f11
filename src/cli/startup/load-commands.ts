/*
 * Why tunegen starts fast. CI and commit hooks run `tunegen check` again and again, each time in a new process, and one run
 * takes about as long as starting Node itself. Most of that would be loading code, so:
 *
 * - There are two bundles. `bin.cjs` has only the arguments, and answers `--help` and `--version`. `commands.cjs` has the
 *   compiler, and is loaded when a command is called.
 * - V8 does not compile `commands.cjs` at each start. The build runs `tunegen check` once and stores what V8 compiled in
 *   `commands.cjs.cache` (code-cache.ts, scripts/code-cache.js).
 * - V8's optimizing compiler is off: a run ends before optimized code pays off. A long spec turns it on (optimizer.ts).
 * - Packages that few runs need are imported where they are used: prettier, the diff, the lock, Handlebars' compiler.
 *
 * `npm run bench` measures the result.
 */
import type { Commands } from "../commands/registry.js";

/** Loads the bundle of the commands, which lies beside the bundle of the command line. */
export async function loadCommands(): Promise<Commands> {
  // node:vm is loaded late, too.
  const { loadCached } = await import("./code-cache.js");
  const bundle = loadCached("commands.cjs") as { readonly commands: Commands };
  return bundle.commands;
}
