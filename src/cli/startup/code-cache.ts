import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { cachedDataVersionTag, setFlagsFromString } from "node:v8";
import { Script } from "node:vm";
import { openInCache, readAndClose, writeToCache } from "../cache-folder.js";
import { restoreDefaults } from "./optimizer.js";

/** In bytes. */
const PIECE = 1 << 16;
/** A form is shorter than this many times its code. */
const LONGEST_FORM = 2;

/** A bundle that V8 has loaded. */
export interface Bundle {
  /** Runs it as a CommonJS module, and returns its exports. */
  readonly run: () => unknown;
  /** Stores what V8 has compiled of the bundle so far for later runs, if this run was without. */
  readonly keep: () => void;
}

/**
 * Loads a bundle beside this one, from V8's compiled form of it if there is one for this code, this V8 and these flags:
 * one that an earlier run stored in the user's cache, or the one that the build left beside the bundle.
 */
export function loadCached(name: string): Bundle {
  const path = join(__dirname, name);
  const { code, memory } = readBundle(path);
  // The bundle is ASCII; read as Latin-1, V8 stores one byte per character. The build has wrapped it in the function
  // that Node puts around a module.
  const text = code.toString("latin1");
  const { script, stored, isCached } = underFlagsOfForms(() => {
    const { versions, platform, arch } = process;
    const form = `${name}-${versions.v8}-${platform}-${arch}`;
    const stored = `${form}-${flagsOfForms()}`;
    const cachedData =
      readForm(openInCache("v8", stored), code, memory) ??
      readForm(openIfExists(join(__dirname, `${form}.cache`)), code, memory);
    const script = new Script(text, { filename: path, cachedData });
    const isCached = cachedData !== undefined && !script.cachedDataRejected;
    return { script, stored, isCached };
  });
  return {
    run: () => runBundle(script, path),
    keep: () => {
      if (isCached) return;
      restoreDefaults();
      const form = underFlagsOfForms(() =>
        stored.endsWith(`-${flagsOfForms()}`)
          ? script.createCachedData()
          : undefined,
      );
      // Made under other flags, it would be refused by every run, and stored anew by each.
      if (form === undefined) return;
      // Of the text, which V8 holds in any case; held as well, the bytes would have it collect garbage.
      writeToCache("v8", stored, [Buffer.from(text, "latin1"), form]);
    },
  };
}

/** Tells the builds of a bundle apart, as far as its version does not. */
export function identify(name: string): string {
  const path = join(__dirname, name);
  const { size, mtimeMs } = statSync(path);
  return [path, size, mtimeMs].join(" ");
}

/** The version of V8, the features of the processor and V8's flags, as V8 puts them into the forms that it makes. */
function flagsOfForms(): string {
  return cachedDataVersionTag().toString(16);
}

/**
 * Calls a function under V8's flags for compiled forms. V8 accepts a form only under the flags that it was made with,
 * and Node's forms of its own modules only under the usual ones: loaded under others, they are compiled anew, which
 * costs more than what tunegen loads of its own. Without the checksum, V8 crashes on a damaged form.
 */
function underFlagsOfForms<Result>(work: () => Result): Result {
  setFlagsFromString("--verify-snapshot-checksum");
  try {
    return work();
  } finally {
    setFlagsFromString("--no-verify-snapshot-checksum");
  }
}

/**
 * Reads a bundle into memory that has room for its form as well. A page of memory takes longer to get than to fill, and
 * one that nothing is written to takes nothing.
 */
function readBundle(path: string): {
  readonly code: Buffer;
  readonly memory: Buffer;
} {
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    const memory = Buffer.allocUnsafeSlow(size * LONGEST_FORM);
    return {
      code: memory.subarray(0, readSync(file, memory, 0, size, 0)),
      memory,
    };
  } finally {
    closeSync(file);
  }
}

/**
 * Reads the compiled form in a stored file, and closes it; undefined if the code before it is another. V8 itself compares
 * only the length of the code. The code is read in pieces: as a whole, it would have V8 collect garbage.
 *
 * @param memory where the form is put; the code in it is not needed once it has been compared
 */
function readForm(
  file: number | undefined,
  code: Buffer,
  memory: Buffer,
): Buffer | undefined {
  return readAndClose(file, (opened) => {
    const piece = Buffer.allocUnsafeSlow(PIECE);
    for (let at = 0; at < code.length; at += PIECE) {
      const expected = code.subarray(at, at + PIECE);
      const length = readSync(opened, piece, 0, expected.length, at);
      if (!expected.equals(piece.subarray(0, length))) return undefined;
    }
    const length = fstatSync(opened).size - code.length;
    const form = memory.subarray(0, length);
    return readSync(opened, form, 0, length, code.length) === length
      ? form
      : undefined;
  });
}

/** Runs a compiled bundle as a CommonJS module and returns its exports. */
function runBundle(script: Script, path: string): unknown {
  const module: { exports: unknown } = { exports: {} };
  // The result of a script has no type; this is the function that the build wrapped around it.
  const wrapper = script.runInThisContext() as (
    ...globals: readonly unknown[]
  ) => void;
  wrapper(module.exports, createRequire(path), module, path, dirname(path));
  return module.exports;
}

function openIfExists(path: string): number | undefined {
  try {
    return openSync(path, "r");
  } catch {
    return undefined;
  }
}
