import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Script } from "node:vm";
import { expectShortRun } from "./optimizer.js";

/**
 * Loads a bundle beside this one from V8's compiled form, which the build stores in `<name>.cache`. A V8 of another version
 * rejects the cache and compiles the text as usual.
 */
export function loadCached(name: string): unknown {
  const path = join(__dirname, name);
  const script = compileBundle(path, readIfExists(`${path}.cache`));
  return runBundle(script, path);
}

/** Compiles a bundle. The build has wrapped it in the function that Node puts around a module. */
export function compileBundle(
  path: string,
  cachedData: Buffer | undefined,
): Script {
  // V8 accepts a cache only under the flags that it was made with.
  expectShortRun();
  // The bundle is ASCII; read as Latin-1, V8 stores one byte per character.
  return new Script(readFileSync(path, "latin1"), {
    filename: path,
    cachedData,
  });
}

/** Runs a compiled bundle as a CommonJS module and returns its exports. */
export function runBundle(script: Script, path: string): unknown {
  const module: { exports: unknown } = { exports: {} };
  // The result of a script has no type; this is the function that the build wrapped around it.
  const wrapper = script.runInThisContext() as (
    ...globals: readonly unknown[]
  ) => void;
  wrapper(module.exports, createRequire(path), module, path, dirname(path));
  return module.exports;
}

function readIfExists(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
