import { build } from "esbuild";
import { spawn, type SpawnOptions } from "node:child_process";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { emptyFolder } from "./workspace.js";

/** Bundles `writer.ts`, so that node can run it. */
export async function bundleWriter(): Promise<string> {
  const folder = emptyFolder();
  chmodSync(folder, 0o755);
  const outfile = join(folder, "writer.mjs");
  await build({
    entryPoints: [join(import.meta.dirname, "writer.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    external: ["prettier"],
    banner: {
      js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
    },
    logLevel: "error",
  });
  return outfile;
}

/** Runs a program and gives what it printed. */
export function output(
  program: string,
  args: readonly string[],
  options: Pick<SpawnOptions, "uid" | "gid" | "env"> = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ["ignore", "pipe", "pipe"],
      ...options,
    });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.on("error", reject);
    child.on("close", (status) => {
      if (status === 0) resolve(stdout);
      else reject(new Error(`${program} ended with ${status}: ${stderr}`));
    });
  });
}

/** Somebody for whom the modes of files count: root may write to all of them. */
export const ordinaryUser =
  process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
