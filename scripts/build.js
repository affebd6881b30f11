// Bundles the command and the library. Run by `npm ci` (prepare) and `npm run build`.
import { spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { precompiledTemplates } from "./templates.js";

const root = fileURLToPath(new URL("..", import.meta.url));

/** @type {import("esbuild").BuildOptions} */
const common = {
  bundle: true,
  platform: "node",
  target: "node20.19",
  plugins: [precompiledTemplates.esbuild(), leftOut()],
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
    minify: true,
    banner: { js: "#!/usr/bin/env node" },
  }),
  ...[
    { from: "src/cli/main.ts", to: "dist/command-line.cjs" },
    { from: "src/cli/commands/registry.ts", to: "dist/commands.cjs" },
    { from: "src/cli/commands/import.ts", to: "dist/import.cjs" },
  ].map(({ from, to }) =>
    build({
      ...common,
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
    // Some of what is bundled asks for Node's own modules in the old way.
    banner: {
      js: 'import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);',
    },
  }),
]);

// npm makes it executable when it first links it, and not again after a rebuild.
chmodSync(new URL("../dist/bin.cjs", import.meta.url), 0o755);
const { status } = spawnSync(
  process.execPath,
  [fileURLToPath(new URL("code-cache.js", import.meta.url))],
  { cwd: root, stdio: "inherit" },
);
if (status !== 0) process.exit(status ?? 1);

/**
 * What stays out of the bundles.
 *
 * @returns {import("esbuild").Plugin}
 */
function leftOut() {
  return {
    name: "left-out",
    setup(bundler) {
      // Loaded from node_modules, and only where a user's own prettier configuration or templates ask for them.
      bundler.onResolve(
        { filter: /^(?:prettier|handlebars)$/ },
        ({ path }) => ({
          path,
          external: true,
        }),
      );
      // The grammar of Nix comes with what an editor needs of it, which runs once and is never asked.
      bundler.onResolve({ filter: /^@codemirror\// }, () => ({
        path: fileURLToPath(new URL("no-editor.js", import.meta.url)),
      }));
      // Commander starts programs for commands that are files of their own. There are none here, and loading
      // what it would start them with takes a tenth of the time of `tunegen check`.
      bundler.onResolve(
        { filter: /^node:child_process$/ },
        ({ importer, path }) =>
          importer.includes("commander")
            ? { path, namespace: "none" }
            : undefined,
      );
      bundler.onLoad({ filter: /.*/, namespace: "none" }, () => ({
        contents: "",
      }));
    },
  };
}
