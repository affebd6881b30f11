// Bundles the command and the library. Run by `npm ci` (prepare) and `npm run build`.
import { spawnSync } from "node:child_process";
import { chmodSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundling, requireInModule, root } from "./bundling.js";
import { bundledPackages, licencesText } from "./licences.js";

const left = /^(?:prettier|handlebars)$/;
const common = bundling(left);
/** Of the command: the regular expressions of RE2 are a bundle of their own, for the few specs that have any. */
const command = bundling(left, "./re2.cjs");

const built = await Promise.all([
  build({
    ...common,
    entryPoints: ["src/language/re2.ts"],
    outfile: "dist/re2.cjs",
    format: "cjs",
    minify: true,
  }),
  build({
    ...common,
    entryPoints: ["src/cli/bin.ts"],
    outfile: "dist/bin.cjs",
    format: "cjs",
    minify: true,
    banner: { js: "#!/usr/bin/env node" },
  }),
  ...[
    { from: "src/cli/main.ts", to: "dist/command-line.cjs" },
    { from: "src/cli/commands/registry.ts", to: "dist/commands.cjs" },
    { from: "src/cli/commands/import.ts", to: "dist/import.cjs" },
    { from: "src/cli/commands/init.ts", to: "dist/init.cjs" },
    { from: "src/cli/commands/operate.ts", to: "dist/operate.cjs" },
    { from: "src/cli/commands/complete.ts", to: "dist/complete.cjs" },
    { from: "src/cli/commands/report.ts", to: "dist/report.cjs" },
    { from: "src/catalogue/advice.ts", to: "dist/advice.cjs" },
  ].map(({ from, to }) =>
    build({
      ...command,
      entryPoints: [from],
      outfile: to,
      format: "cjs",
      minify: true,
      // The wrapper that Node puts around a module; src/cli/startup/code-cache.ts compiles the text as it is.
      banner: {
        js: "(function (exports, require, module, __filename, __dirname) {",
      },
      footer: { js: "})" },
      // A script that comes out of V8's cache cannot import(): what is loaded late is required.
      supported: { "dynamic-import": false },
    }),
  ),
  build({
    ...common,
    entryPoints: ["src/index.ts"],
    outfile: "dist/index.js",
    format: "esm",
    banner: { js: requireInModule },
  }),
]);
// What an older build wrote would be published, too. V8's forms are made anew below.
const made = new Set(
  built.flatMap(({ metafile }) => Object.keys(metafile?.outputs ?? {})),
);
const ofOthers = ["dist/index.d.ts", "dist/catalogue.json"];
for (const name of readdirSync(join(root, "dist"))) {
  const path = `dist/${name}`;
  if (!made.has(path) && !ofOthers.includes(path))
    rmSync(join(root, path), { recursive: true });
}
writeFileSync(
  new URL("../dist/licences.txt", import.meta.url),
  licencesText(bundledPackages(built.map(({ metafile }) => metafile))),
);

// npm makes it executable when it first links it, and not again after a rebuild.
chmodSync(new URL("../dist/bin.cjs", import.meta.url), 0o755);
const { status } = spawnSync(
  process.execPath,
  [fileURLToPath(new URL("code-cache.js", import.meta.url))],
  { cwd: root, stdio: "inherit" },
);
if (status !== 0) process.exit(status ?? 1);
