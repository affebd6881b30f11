// Compiles Handlebars templates for views of tunegen's own into plain functions.
import { fileURLToPath } from "node:url";
import Handlebars from "handlebars";

/** What every template is compiled with: encoders have escaped all values, and a misspelt name must fail. */
export const compileOptions = {
  noEscape: true,
  strict: true,
  knownHelpers: { shared: true },
  knownHelpersOnly: true,
  preventIndent: true,
};

/** What compiled templates call. */
const blocks = fileURLToPath(
  new URL("../src/targets/shared/template-blocks.ts", import.meta.url),
);

/** @typedef {string | null | object} Code text of a script, maybe in parts; null where a block has no `else` */

/**
 * @typedef {{
 *   readonly useDepths?: boolean,
 *   readonly useBlockParams?: boolean,
 *   readonly options: { readonly data?: boolean },
 *   readonly environment: { readonly children: readonly { readonly index: number }[] },
 *   popStack(): Code,
 *   push(code: Code): void,
 *   programExpression(child: number): string,
 *   invokeKnownHelper(parameters: number, name: string): void,
 * }} Base what Handlebars' compiler has and its types leave out
 */

const compiler = Handlebars.create();
const { JavaScriptCompiler } =
  /** @type {{ JavaScriptCompiler: new () => Base }} */ (
    /** @type {unknown} */ (compiler)
  );

/**
 * Compiles each block to a call of its function. Handlebars is on its guard, since it expects views and helpers of
 * anybody: it looks each name up by a function, and makes an object with a block's name, function and place for each
 * block of each line: a third of the time in which the files of a large spec are made.
 */
class PlainCalls extends JavaScriptCompiler {
  /** What compiles the blocks of a template. */
  get compiler() {
    return PlainCalls;
  }

  /**
   * @param {unknown} parent
   * @param {string} name
   */
  nameLookup(parent, name) {
    return [parent, "[", JSON.stringify(name), "]"];
  }

  /** Leaves a value on the stack as it is: none is a function. */
  resolvePossibleLambda() {
    // Handlebars would call it here.
  }

  /**
   * @override
   * @param {number} child
   */
  programExpression(child) {
    return this.isPlain()
      ? `spec[${this.environment.children[child]?.index}]`
      : super.programExpression(child);
  }

  /**
   * @override
   * @param {number} parameters
   * @param {string} name
   */
  invokeKnownHelper(parameters, name) {
    if (!this.isPlain()) {
      super.invokeKnownHelper(parameters, name);
      return;
    }
    if (this.popStack() !== "{}")
      throw new Error(`\`${name}\` has no parameters with names here`);
    const otherwise = this.popStack();
    const block = this.popStack();
    const value = this.popStack();
    const here = (/** @type {Code} */ of) =>
      of === null ? '""' : [of, "(container, depth0)"];
    const list = ["eachItem(", value, ", ", block, ", container)"];
    switch (name) {
      case "if":
        return this.choose(value, here(block), here(otherwise));
      case "unless":
        return this.choose(value, here(otherwise), here(block));
      case "each":
        return otherwise === null
          ? this.push(list)
          : this.choose(value, list, here(otherwise));
      case "shared":
        return this.push(["renderedOnce(container)(", block, ")(", value, ")"]);
      default:
        throw new Error(`say here what \`${name}\` compiles to`);
    }
  }

  /**
   * @param {Code} value
   * @param {Code} yes
   * @param {Code} no
   */
  choose(value, yes, no) {
    this.push(["(holds(", value, ") ? ", yes, " : ", no, ")"]);
  }

  /** Whether a block needs no more than its view: neither a name such as `@first` nor one outside the block. */
  isPlain() {
    const { useDepths, useBlockParams, options } = this;
    return ![useDepths, useBlockParams, options.data].includes(true);
  }
}
Object.assign(compiler, { JavaScriptCompiler: PlainCalls });

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
  return `import { eachItem, holds, renderedOnce } from ${JSON.stringify(blocks)};\nexport const spec = ${spec};\n`;
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
