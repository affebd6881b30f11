// Bundles the scripts of the site: classic scripts, since a page from the disk may load no module.
import { readFileSync } from "node:fs";
import { build } from "esbuild";
import ts from "typescript";
import { root } from "./bundling.js";
import { precompiledTemplates } from "./templates.js";

/** Each client, and the script that it becomes. */
const clients = {
  search: "site/client/search.ts",
  "playground-editor": "site/client/playground/editor.ts",
  "playground-compiler": "site/client/playground/compiler.ts",
  "playground-matchers": "site/client/playground/matchers.ts",
};

/**
 * Bundles all scripts of the site.
 *
 * @returns {Promise<readonly { path: string; text: string }[]>}
 */
export async function bundleClients() {
  const { outputFiles } = await build({
    entryPoints: clients,
    outdir: "site",
    bundle: true,
    minify: true,
    format: "iife",
    platform: "browser",
    target: "es2023",
    write: false,
    legalComments: "none",
    logLevel: "warning",
    absWorkingDir: root,
    plugins: [
      precompiledTemplates.esbuild(),
      browserModules,
      matchersLate,
      withoutPages,
    ],
  });
  return outputFiles.map(({ path, text }) => ({
    path: path.slice(path.lastIndexOf("/") + 1),
    text,
  }));
}

/** @type {import("esbuild").Plugin} */
const browserModules = {
  name: "browser-modules",
  setup(bundler) {
    bundler.onResolve({ filter: /^node:path$/ }, ({ resolveDir }) =>
      bundler.resolve("path-browserify", {
        resolveDir,
        kind: "import-statement",
      }),
    );
  },
};

/**
 * The regular expressions of RE2 are a script of their own: they are a tenth of all, and few specs have matchers.
 *
 * @type {import("esbuild").Plugin}
 */
const matchersLate = {
  name: "matchers-late",
  setup(bundler) {
    bundler.onResolve({ filter: /\/re2\.js$/ }, ({ importer, path }) =>
      importer.endsWith("matchers.ts")
        ? undefined
        : { path, namespace: "late" },
    );
    bundler.onLoad({ filter: /.*/, namespace: "late" }, () => ({
      contents:
        "export const re2Problem = (pattern) => globalThis.tunegenMatchers?.(pattern);",
    }));
  },
};

/**
 * The texts of rules and codes are pages of the site, and the compiler does not read them: they are a fifth of it.
 *
 * @type {import("esbuild").Plugin}
 */
const withoutPages = {
  name: "without-pages",
  setup(bundler) {
    bundler.onLoad(
      { filter: /[\\/]src[\\/](?:rules|core[\\/]diagnostics)[\\/].*\.ts$/ },
      ({ path }) => ({
        contents: withoutPage(readFileSync(path, "utf8"), path),
        loader: "ts",
      }),
    );
  },
};

/**
 * Replaces what `page: () => ({ ... })` returns by nothing.
 *
 * @param {string} text
 * @param {string} path
 * @returns {string}
 */
export function withoutPage(text, path) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  /** @type {{ from: number, to: number }[]} */
  const bodies = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (
      ts.isPropertyAssignment(node) &&
      node.name.getText(file) === "page" &&
      ts.isArrowFunction(node.initializer)
    ) {
      const { body } = node.initializer;
      bodies.push({ from: body.getStart(file), to: body.getEnd() });
    } else ts.forEachChild(node, visit);
  };
  visit(file);
  return bodies
    .reverse()
    .reduce(
      (rest, { from, to }) => `${rest.slice(0, from)}({})${rest.slice(to)}`,
      text,
    );
}
