// Bundles the command and the library, and writes the types. Run by `npm ci` (prepare) and `npm run build`.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { build } from "esbuild";
import { precompiledTemplates } from "./templates.js";

const dist = new URL("../dist/", import.meta.url);
rmSync(dist, { recursive: true, force: true });

/** @type {import("esbuild").BuildOptions} */
const common = {
  bundle: true,
  platform: "node",
  target: "node20.19",
  // Loaded only where a user's own prettier configuration or own templates ask for them.
  external: ["prettier", "handlebars"],
  plugins: [precompiledTemplates.esbuild()],
  legalComments: "linked",
  logLevel: "warning",
  absWorkingDir: new URL("..", import.meta.url).pathname,
};

await Promise.all([
  build({
    ...common,
    entryPoints: ["src/cli/bin.ts"],
    outfile: "dist/bin.cjs",
    format: "cjs",
    minify: true,
    banner: { js: "#!/usr/bin/env node" },
  }),
  build({
    ...common,
    entryPoints: ["src/index.ts"],
    outfile: "dist/index.js",
    format: "esm",
  }),
]);

const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const { status } = spawnSync(
  process.execPath,
  [tsc, "-p", "tsconfig.build.json"],
  { stdio: "inherit" },
);
process.exitCode = status ?? 1;
