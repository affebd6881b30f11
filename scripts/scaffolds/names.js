import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";
import { templateText } from "./template-text.js";

/** @import { Kind, Names } from "./kinds.js" */

/** A name that cannot be used: the message says why. */
export class RefusedName extends Error {}

/**
 * Checks a name and spells it in every way that the templates need.
 *
 * @param {string} written such as `harm/my-rule`
 * @param {Kind} kind
 * @param {string} root
 * @returns {Names}
 */
export function namesOf(written, kind, root) {
  const { folder, name } = partsOf(written, kind);
  const camel = name.replaceAll(/-(.)/gu, (_, letter) =>
    String(letter).toUpperCase(),
  );
  const names = {
    name,
    folder,
    camel,
    pascal: camel.charAt(0).toUpperCase() + camel.slice(1),
    words: name.replaceAll("-", " "),
  };
  checkFree(names, kind, root);
  return names;
}

/**
 * @param {string} written
 * @param {Kind} kind
 */
function partsOf(written, { folders, example }) {
  const parts = written.split("/");
  const name = parts.pop() ?? "";
  const folder = parts.join("/");
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u.test(name))
    throw new RefusedName(
      `\`${name}\` is not in kebab case, such as \`tcp-fast-open\``,
    );
  if (folders.length === 0 && folder !== "")
    throw new RefusedName(
      `\`${written}\` names a folder, but there is none to choose here; write \`${name}\``,
    );
  if (folders.length > 0 && !folders.includes(folder))
    throw new RefusedName(
      `\`${written}\` does not start with ${folders.map((each) => `\`${each}/\``).join(" or ")}, such as in \`${example}\``,
    );
  return { folder, name };
}

/**
 * @param {Names} names
 * @param {Kind} kind
 * @param {string} root
 */
function checkFree(names, kind, root) {
  const { camel } = names;
  const files = kind.files(names);
  const registry = kind.registry(names);
  if (identifiersOf(readFileSync(join(root, registry), "utf8")).has(camel))
    throw new RefusedName(`\`${camel}\` is already in ${registry}`);
  for (const file of Object.keys(files))
    if (existsSync(join(root, file)))
      throw new RefusedName(`${file} already exists`);
  const taken = kind.taken(names);
  if (taken?.line.test(readFileSync(join(root, taken.file), "utf8")) === true)
    throw new RefusedName(`\`${taken.as}\` is already in ${taken.file}`);
  if (isReserved(camel))
    throw new RefusedName(`\`${camel}\` is a reserved word of JavaScript`);
  const used = new Set(
    Object.values(files).flatMap((template) => [
      ...identifiersOf(templateText(template)),
    ]),
  );
  const clash = kind.declared(names).find((each) => used.has(each));
  if (clash !== undefined)
    throw new RefusedName(
      `the created files need \`${clash}\` for something else`,
    );
}

/**
 * Lists the words of a code, without comments, texts and placeholders.
 *
 * @param {string} code
 * @returns {ReadonlySet<string>}
 */
function identifiersOf(code) {
  const plain = code
    .replaceAll(/\{\{.*?\}\}/gu, "0")
    .replaceAll(/\/\*.*?\*\/|\/\/[^\n]*|"[^"\n]*"|`[^`]*`/gsu, "");
  return new Set(plain.match(/[A-Za-z_]\w*/gu));
}

/** @param {string} word */
function isReserved(word) {
  try {
    new Script(`"use strict"; async () => { let ${word}; }`);
    return false;
  } catch {
    return true;
  }
}
