// Handlebars templates become plain functions when tunegen itself is built, so that nothing is parsed at run time.
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import Handlebars from "handlebars";

const compiler = Handlebars.create();
const { JavaScriptCompiler } =
  /** @type {{ JavaScriptCompiler: new () => object }} */ (
    /** @type {unknown} */ (compiler)
  );

/**
 * Compiles templates for views of tunegen's own. Handlebars looks each name up by a function that is on its guard, since
 * it expects views of anybody: that takes time for each name of each line, and makes each template larger.
 */
class DirectLookup extends JavaScriptCompiler {
  /** What compiles the blocks of a template. */
  get compiler() {
    return DirectLookup;
  }

  /**
   * @param {unknown} parent
   * @param {string} name
   */
  nameLookup(parent, name) {
    return [parent, "[", JSON.stringify(name), "]"];
  }
}
Object.assign(compiler, { JavaScriptCompiler: DirectLookup });

/**
 * @param {string} source text of a `.hbs` file
 * @param {string} path its path: values of a `.html.hbs` file are escaped for HTML, those of others are encoded already
 * @param {boolean} [places] whether its errors name their line, which takes a third of its size
 * @returns {string} an ES module that exports the template's precompiled `spec`
 */
export function templateModule(source, path, places = true) {
  const parsed = Handlebars.parse(source);
  const spec = compiler
    .precompile(places ? parsed : withoutPlaces(parsed), {
      ...compileOptions,
      data: usesData(parsed),
      noEscape: !path.endsWith(".html.hbs"),
    })
    .toString();
  return `export const spec = ${spec};\n`;
}

/**
 * Whether a template uses a name such as `@first`. One that does not is rendered without making them for each line.
 *
 * @param {hbs.AST.Program} program
 */
function usesData(program) {
  let found = false;
  const visitor = new Handlebars.Visitor();
  visitor.PathExpression = ({ data }) => {
    found ||= data;
  };
  visitor.accept(program);
  return found;
}

/**
 * @param {hbs.AST.Program} program
 * @returns {hbs.AST.Program}
 */
function withoutPlaces(program) {
  /** @type {hbs.AST.Program} */
  const copy = JSON.parse(
    JSON.stringify(program),
    (name, /** @type {unknown} */ value) =>
      name === "loc" ? { start: {} } : value,
  );
  return copy;
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
  knownHelpers: { shared: true },
  knownHelpersOnly: true,
  preventIndent: true,
};

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
