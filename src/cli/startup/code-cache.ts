import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Script } from "node:vm";
import { expectShortRun } from "./optimizer.js";

/**
 * Loads a bundle beside this one from V8's compiled form, which the build leaves in `<name>.cache`: compiling half a
 * megabyte of JavaScript costs more than all that `tunegen check` does. Another V8 than the one it was made by refuses
 * the cache, and compiles the text as usual.
 */
export function requireCached(name: string): unknown {
  const path = join(__dirname, name);
  const script = compileBundle(path, readIfThere(`${path}.cache`));
  return runBundle(script, path);
}

/** Compiles a bundle; the build has put it into the wrapper that Node itself puts around a module. */
export function compileBundle(
  path: string,
  cachedData: Buffer | undefined,
): Script {
  expectShortRun();
  // The build escapes all but ASCII, so that the text takes one byte a character.
  return new Script(readFileSync(path, "latin1"), {
    filename: path,
    cachedData,
  });
}

/** Runs a compiled bundle as a module, and gives what it exports. */
export function runBundle(script: Script, path: string): unknown {
  const module: { exports: unknown } = { exports: {} };
  // What a script returns is not typed; it is the wrapper above.
  const wrapper = script.runInThisContext() as (
    ...globals: readonly unknown[]
  ) => void;
  wrapper(module.exports, createRequire(path), module, path, dirname(path));
  return module.exports;
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
