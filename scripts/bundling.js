// What all bundles of tunegen have in common.
import { fileURLToPath } from "node:url";
import { precompiledTemplates } from "./templates.js";

export const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * The options of a bundle that loads these packages from node_modules.
 *
 * @param {RegExp} packages
 * @returns {import("esbuild").BuildOptions}
 */
export function bundling(packages) {
  return {
    bundle: true,
    platform: "node",
    target: "node20.19",
    plugins: [precompiledTemplates.esbuild(), leftOut(packages)],
    legalComments: "linked",
    logLevel: "warning",
    absWorkingDir: root,
  };
}

/** Some of what is bundled into an ES module asks for Node's own modules in the old way. */
export const requireInModule =
  'import { createRequire as requireFrom } from "node:module";\nconst require = requireFrom(import.meta.url);';

/**
 * What stays out of the bundles.
 *
 * @param {RegExp} packages loaded from node_modules, and only where a user's own prettier configuration or templates ask for them
 * @returns {import("esbuild").Plugin}
 */
function leftOut(packages) {
  return {
    name: "left-out",
    setup(bundler) {
      bundler.onResolve({ filter: packages }, ({ path }) => ({
        path,
        external: true,
      }));
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
