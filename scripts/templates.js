// Handlebars templates become plain functions when tunegen itself is built, so that nothing is parsed at run time.
import { readFile } from "node:fs/promises";
import Handlebars from "handlebars";

/**
 * @param {string} source text of a `.hbs` file
 * @returns {string} an ES module that exports the template's precompiled `spec`
 */
export function templateModule(source) {
  const spec = Handlebars.precompile(source, compileOptions).toString();
  return `export const spec = ${spec};\n`;
}

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
          contents: templateModule(await readFile(path, "utf8")),
          loader: "js",
        }));
      },
    };
  },
  /** @returns {import("vitest/config").Plugin} */
  vite() {
    return {
      name: "templates",
      transform(code, id) {
        return id.endsWith(".hbs")
          ? { code: templateModule(code), map: null }
          : undefined;
      },
    };
  },
};
