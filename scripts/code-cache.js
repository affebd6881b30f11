// Leaves V8's compiled form of the command beside it, as it is after a typical run; src/cli/cached.ts loads it.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const path = fileURLToPath(new URL("../dist/cli.cjs", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "tunegen-cache-"));
try {
  // The very functions that load the cache make it, so that both compile the same text.
  const loader = join(scratch, "cached.cjs");
  await build({
    entryPoints: [fileURLToPath(new URL("../src/cli/cached.ts", import.meta.url))],
    outfile: loader,
    bundle: true,
    platform: "node",
    format: "cjs",
    logLevel: "warning",
  });
  /** @type {typeof import("../src/cli/cached.js")} */
  const { default: cached } = await import(loader);
  const script = cached.compileBundle(path, undefined);
  /** @type {typeof import("../src/cli/main.js")} */
  const { main } = cached.runBundle(script, path);
  // What these runs compile is in the cache; the rest is compiled when it is first called.
  const spec = fileURLToPath(new URL("../tuning.yaml", import.meta.url));
  await quietly(() => main(["check", "-f", spec]));
  writeFileSync(`${path}.cache`, script.createCachedData());
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** @param {() => Promise<unknown>} act */
async function quietly(act) {
  const { stdout, stderr } = process;
  const writers = [stdout.write, stderr.write];
  stdout.write = stderr.write = () => true;
  try {
    await act();
  } finally {
    [stdout.write, stderr.write] = /** @type {[typeof stdout.write, typeof stderr.write]} */ (writers);
  }
}
