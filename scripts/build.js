// Bundles the command and the library, and writes the types. Run by `npm ci` (prepare) and `npm run build`.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { precompiledTemplates } from "./templates.js";

const root = fileURLToPath(new URL("..", import.meta.url));
rmSync(new URL("../dist/", import.meta.url), { recursive: true, force: true });

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
  absWorkingDir: root,
};

await Promise.all([
  build({
    ...common,
    entryPoints: ["src/cli/bin.ts"],
    outfile: "dist/bin.cjs",
    format: "cjs",
    banner: { js: "#!/usr/bin/env node" },
  }),
  build({
    ...common,
    entryPoints: ["src/cli/main.ts"],
    outfile: "dist/cli.cjs",
    format: "cjs",
    minify: true,
  }),
  build({
    ...common,
    entryPoints: ["src/index.ts"],
    outfile: "dist/index.js",
    format: "esm",
  }),
]);

run(fileURLToPath(new URL("code-cache.js", import.meta.url)));
run(
  createRequire(import.meta.url).resolve("typescript/bin/tsc"),
  "-p",
  "tsconfig.build.json",
);

/** @param {string[]} args of Node */
function run(...args) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}
