// Bundles the scripts of the site: classic scripts, since a page from the disk may load no module.
import { gzipSync } from "node:zlib";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "./bundling.js";
import { bundledPackages } from "./licences.js";
import { withoutTexts } from "./site-texts.js";
import { precompiledTemplates } from "./templates.js";

/** @typedef {import("../site/pages/licences.js").Package} Package */
/** @typedef {import("../site/pages/site.js").SiteFile} SiteFile */

const playground = "site/client/playground";

/** Each script, and what it is made of. */
const clients = {
  search: "site/client/search.ts",
  "search-engine": "site/client/search-engine.ts",
  playground: `${playground}/page.ts`,
  "playground-compiler": `${playground}/compiler.ts`,
  "playground-editor": `${playground}/editor.ts`,
  "playground-matchers": `${playground}/late/matchers.ts`,
  "playground-arguments": `${playground}/late/arguments.ts`,
};

/** What few specs need is in a script of its own; in the compiler, another module stands for it. */
const late = { re2: "matchers.ts", "near-arguments": "arguments.ts" };

/**
 * Bundles all scripts of the site, and lists the packages that are part of them.
 *
 * @returns {Promise<{ scripts: readonly SiteFile[], packages: readonly Package[] }>}
 */
export async function bundleClients() {
  const { outputFiles, metafile } = await build({
    entryPoints: clients,
    outdir: "site",
    bundle: true,
    minify: true,
    format: "iife",
    platform: "browser",
    target: "es2023",
    write: false,
    metafile: true,
    legalComments: "none",
    logLevel: "warning",
    absWorkingDir: root,
    plugins: [
      precompiledTemplates.esbuild(false),
      browserModules,
      loadedLate,
      withoutTexts,
    ],
  });
  return {
    scripts: outputFiles.map(({ path, text }) => ({
      path: path.slice(path.lastIndexOf("/") + 1),
      text,
    })),
    packages: bundledPackages([metafile]),
  };
}

/**
 * The size of a file as a server sends it.
 *
 * @param {string} text
 * @returns {number} bytes
 */
export function sentSize(text) {
  return gzipSync(text, { level: 9 }).length;
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

/** @type {import("esbuild").Plugin} */
const loadedLate = {
  name: "loaded-late",
  setup(bundler) {
    for (const [name, part] of Object.entries(late))
      bundler.onResolve(
        { filter: new RegExp(`/${name}\\.js$`) },
        ({ importer }) =>
          importer.endsWith(`late/${part}`)
            ? undefined
            : { path: join(root, playground, "late", `${name}.ts`) },
      );
  },
};
