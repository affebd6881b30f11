// Preloaded with `node --import`: one call of the file system fails, or the process ends at it.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { constants } from "node:os";
import { resolve } from "node:path";
import process from "node:process";
import { setImmediate } from "node:timers";

/** @typedef {(this: unknown, ...args: unknown[]) => unknown} Call */

/**
 * `under`: only calls for paths below this folder count; `at`: which of them, from 0; `code`: its error;
 * `kill`: the process ends before or after it instead; `only`: the names of the calls that count;
 * `count`: the file to which their number is written at the end.
 * @typedef {object} Fault
 * @property {string} under
 * @property {number} at
 * @property {keyof typeof constants.errno} [code]
 * @property {"before" | "after"} [kill]
 * @property {readonly string[]} [only]
 * @property {string} [count]
 */

const { under, at, code, kill, only, count } = /** @type {Fault} */ (
  JSON.parse(process.env["TUNEGEN_FAULT"] ?? "{}")
);
/** The paths of open files, by their descriptors. @type {Map<unknown, unknown>} */
const opened = new Map();
let calls = 0;
/** Some functions of Node call others: of these only the outer one counts. */
let depth = 0;

/**
 * Whether this is the call to which it happens.
 * @param {string} name
 * @param {unknown} target a path or a descriptor
 */
function isHit(name, target) {
  if (depth > 0 || (only !== undefined && !only.includes(name))) return false;
  const path = typeof target === "number" ? opened.get(target) : target;
  return (
    typeof path === "string" &&
    `${resolve(path)}/`.startsWith(`${under}/`) &&
    calls++ === at
  );
}

function end() {
  process.kill(process.pid, "SIGKILL");
}

/**
 * @param {string} name
 * @param {keyof typeof constants.errno} errno
 */
function fault(name, errno) {
  const syscall = name.replace(/Sync$/u, "");
  return Object.assign(new Error(`${errno}: injected, ${syscall}`), {
    code: errno,
    errno: -constants.errno[errno],
    syscall,
  });
}

/**
 * @param {string} name
 * @param {Call} real
 * @returns {Call}
 */
function wrapped(name, real) {
  return function (...args) {
    const hit = isHit(name, args[0]);
    if (hit && kill === "before") end();
    if (hit && code !== undefined) {
      // Linux has closed it, whatever it says.
      if (name === "closeSync") real.apply(this, args);
      if (name === "existsSync") return false;
      if (name.endsWith("Sync")) throw fault(name, code);
      const callback = /** @type {(error: Error) => void} */ (args.at(-1));
      setImmediate(callback, fault(name, code));
      return undefined;
    }
    depth += 1;
    try {
      const result = real.apply(this, args);
      if (name === "openSync") opened.set(result, args[0]);
      return result;
    } finally {
      depth -= 1;
      if (hit && kill === "after") end();
    }
  };
}

const functions = /** @type {Record<string, unknown>} */ (
  /** @type {unknown} */ (fs)
);
const original = { ...functions };
for (const [name, real] of Object.entries(original)) {
  if (typeof real !== "function") continue;
  if (name.endsWith("Sync") || typeof original[`${name}Sync`] === "function")
    functions[name] = Object.assign(
      wrapped(name, /** @type {Call} */ (real)),
      real,
    );
}
syncBuiltinESMExports();

if (count !== undefined)
  process.on("exit", () => {
    depth += 1;
    fs.writeFileSync(count, String(calls));
  });
