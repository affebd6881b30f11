// What all bundles of tunegen have in common.
import { fileURLToPath } from "node:url";
import { precompiledTemplates } from "./templates.js";

export const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * The options of a bundle that loads these packages from node_modules.
 *
 * @param {RegExp} packages
 * @param {string} [re2] the bundle beside this one with the regular expressions of RE2; without it, they are in this one
 * @returns {import("esbuild").BuildOptions}
 */
export function bundling(packages, re2) {
  return {
    bundle: true,
    platform: "node",
    target: "node20.19",
    plugins: [
      precompiledTemplates.esbuild(),
      leftOut(packages),
      loadedLate(re2),
    ],
    // The licences are in a file of their own: licences.js.
    legalComments: "none",
    metafile: true,
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
      // The lock only makes, dates and removes a folder. What it would do that with copies all of node:fs, to wait where too
      // many files are open: that takes half of the time of the lock.
      bundler.onResolve({ filter: /^graceful-fs$/ }, () => ({
        path: "node:fs",
        external: true,
      }));
    },
  };
}

/**
 * Loads `src/language/re2.ts` when it is first called: a library of 150 KB, for the few specs that have matchers.
 *
 * @param {string} [bundle] where it is, if not in the bundle that calls it
 * @returns {import("esbuild").Plugin}
 */
function loadedLate(bundle) {
  return {
    name: "loaded-late",
    setup(bundler) {
      bundler.onResolve({ filter: /\/re2\.js$/ }, ({ kind, path }) =>
        kind === "import-statement" ? { path, namespace: "late" } : undefined,
      );
      bundler.onLoad({ filter: /.*/, namespace: "late" }, () => ({
        contents: `export const re2Problem = (pattern) => require(${JSON.stringify(bundle ?? "./src/language/re2.ts")}).re2Problem(pattern);`,
        resolveDir: root,
      }));
      if (bundle !== undefined)
        bundler.onResolve({ filter: /^\.\/re2\.cjs$/ }, ({ path }) => ({
          path,
          external: true,
        }));
    },
  };
}
