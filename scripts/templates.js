// Handlebars templates become plain functions when tunegen itself is built, so that nothing is parsed at run time.
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import Handlebars from "handlebars";

/**
 * @param {string} source text of a `.hbs` file
 * @param {string} path its path: values of a `.html.hbs` file are escaped for HTML, those of others are encoded already
 * @returns {string} an ES module that exports the template's precompiled `spec`
 */
export function templateModule(source, path) {
  const spec = Handlebars.precompile(source, {
    ...compileOptions,
    noEscape: !path.endsWith(".html.hbs"),
  }).toString();
  return `export const spec = ${spec};\n`;
}

/** @param {string} source text of the style or script of a page */
function textModule(source) {
  return `export const text = ${JSON.stringify(source)};\n`;
}

/** The style and the script of a page, which are part of its text. */
const pageText = /[\\/]templates[\\/]report[\\/].+\.(?:css|js)$/;

/** What every template is compiled with: encoders have escaped all values, and a misspelt name must fail. */
export const compileOptions = {
  noEscape: true,
  strict: true,
  knownHelpersOnly: true,
  preventIndent: true,
};

export const precompiledTemplates = {
  /** @returns {import("esbuild").Plugin} */
  esbuild() {
    return {
      name: "templates",
      setup(build) {
        build.onLoad({ filter: /\.hbs$/ }, async ({ path }) => ({
          contents: templateModule(await readFile(path, "utf8"), path),
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
