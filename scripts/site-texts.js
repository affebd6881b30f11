// What the compiler of the playground is without: texts for people that compiling a spec does not read.
import { readFileSync } from "node:fs";
import ts from "typescript";

/**
 * The texts, by the folders of src/ whose records have them. The pages of the site have them all.
 *
 * @type {readonly { folders: RegExp, names: readonly string[] }[]}
 */
const texts = [
  {
    folders: /[\\/]src[\\/](?:rules|core[\\/]diagnostics)[\\/].*\.ts$/,
    names: ["page", "summary"],
  },
  {
    folders: /[\\/]src[\\/](?:catalogue|platform|memory|risk)[\\/].*\.ts$/,
    names: ["source", "explanation"],
  },
];

/**
 * Leaves these texts out: a tenth of the compiler.
 *
 * @type {import("esbuild").Plugin}
 */
export const withoutTexts = {
  name: "without-texts",
  setup(bundler) {
    for (const { folders, names } of texts)
      bundler.onLoad({ filter: folders }, ({ path }) => ({
        contents: withoutText(readFileSync(path, "utf8"), names, path),
        loader: "ts",
      }));
  },
};

/**
 * Empties the texts of fields with these names, and the object that a function in such a field returns.
 *
 * @param {string} text
 * @param {readonly string[]} names
 * @param {string} path
 * @returns {string}
 */
export function withoutText(text, names, path) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  /** @type {{ node: ts.Node, empty: string }[]} */
  const found = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    const empty =
      ts.isPropertyAssignment(node) && names.includes(nameOf(node.name))
        ? emptied(node.initializer)
        : undefined;
    if (empty === undefined) ts.forEachChild(node, visit);
    else found.push(empty);
  };
  visit(file);
  return found
    .reverse()
    .reduce(
      (rest, { node, empty }) =>
        `${rest.slice(0, node.getStart(file))}${empty}${rest.slice(node.getEnd())}`,
      text,
    );
}

/** @param {ts.PropertyName} name */
function nameOf(name) {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : "";
}

/**
 * @param {ts.Expression} value
 * @returns {{ node: ts.Node, empty: string } | undefined}
 */
function emptied(value) {
  if (ts.isStringLiteralLike(value) || ts.isTemplateExpression(value))
    return { node: value, empty: '""' };
  if (ts.isArrowFunction(value)) return { node: value.body, empty: "({})" };
  return undefined;
}
