// Leaves V8's compiled form of the bundles beside them, as it is after a typical run; src/cli/startup/code-cache.ts loads it.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const dist = new URL("../dist/", import.meta.url);
const scratch = mkdtempSync(join(tmpdir(), "tunegen-cache-"));
try {
  // The very functions that load the cache make it, so that both compile the same text.
  const loader = join(scratch, "cached.cjs");
  await build({
    entryPoints: [
      fileURLToPath(
        new URL("../src/cli/startup/code-cache.ts", import.meta.url),
      ),
    ],
    outfile: loader,
    bundle: true,
    platform: "node",
    format: "cjs",
    logLevel: "warning",
  });
  const { compileBundle, runBundle } =
    /** @type {{ default: typeof import("../src/cli/startup/code-cache.js") }} */ (
      await import(loader)
    ).default;
  /** @param {string} name */
  const compiled = (name) => {
    const path = fileURLToPath(new URL(name, dist));
    const script = compileBundle(path, undefined);
    return { path, script, exports: runBundle(script, path) };
  };
  const commandLine = compiled("command-line.cjs");
  const commands = compiled("commands.cjs");
  const { main } = /** @type {typeof import("../src/cli/main.js")} */ (
    commandLine.exports
  );
  const registry =
    /** @type {typeof import("../src/cli/commands/registry.js")} */ (
      commands.exports
    );
  // What this run compiles is in the caches; the rest is compiled when it is first called.
  const spec = fileURLToPath(new URL("../tuning.yaml", import.meta.url));
  await quietly(() =>
    main(["check", "--file", spec], {
      commands: () => registry.commands,
      importCommand: () => {
        throw new Error("check imports nothing");
      },
      initCommand: () => {
        throw new Error("check asks nothing");
      },
      operate: () => {
        throw new Error("check reads no node");
      },
      adviceOn: () => {
        throw new Error("check explains nothing");
      },
    }),
  );
  for (const { path, script } of [commandLine, commands])
    writeFileSync(`${path}.cache`, script.createCachedData());
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** @param {() => Promise<unknown>} act */
async function quietly(act) {
  const streams = [process.stdout, process.stderr].map((stream) => ({
    stream,
    write: stream.write.bind(stream),
  }));
  for (const { stream } of streams) stream.write = () => true;
  try {
    await act();
  } finally {
    for (const { stream, write } of streams) stream.write = write;
  }
}
