// Handlebars templates, styles and scripts of pages become modules when tunegen is built, so that nothing is parsed at run time.
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { templateModule } from "./template-compiler.js";

/** @param {string} source text of the style or script of a page */
function textModule(source) {
  return `export const text = ${JSON.stringify(source)};\n`;
}

/** The style and the script of a page, which are part of its text. */
const pageText = /[\\/]templates[\\/]report[\\/].+\.(?:css|js)$/;

export const precompiledTemplates = {
  /**
   * @param {boolean} [places] whether the errors of a template name their line
   * @returns {import("esbuild").Plugin}
   */
  esbuild(places) {
    return {
      name: "templates",
      setup(build) {
        build.onLoad({ filter: /\.hbs$/ }, async ({ path }) => ({
          contents: templateModule(await readFile(path, "utf8"), path, places),
          loader: "js",
        }));
        build.onLoad({ filter: pageText }, async ({ path }) => ({
          contents: textModule(await readFile(path, "utf8")),
          loader: "js",
        }));
      },
    };
  },
  /** @returns {import("vitest/config").Plugin} */
  vite() {
    return {
      name: "templates",
      enforce: "pre",
      // Under another name, by which vite takes it neither for a style nor for a script.
      resolveId(id, importer) {
        const [path = "", query] = id.split("?");
        return query === "text" && importer !== undefined
          ? `\0page:${join(dirname(importer), path)}.text`
          : undefined;
      },
      async load(id) {
        const [, path] = /^\0page:(.*)\.text$/u.exec(id) ?? [];
        return path === undefined
          ? undefined
          : textModule(await readFile(path, "utf8"));
      },
      transform(code, id) {
        return id.endsWith(".hbs")
          ? { code: templateModule(code, id), map: null }
          : undefined;
      },
    };
  },
};
