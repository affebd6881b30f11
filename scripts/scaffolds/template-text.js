import { readFileSync } from "node:fs";

/** @param {string} name of a template in this folder: `rule/rule.ts` */
export function templateText(name) {
  return readFileSync(new URL(`${name}.hbs`, import.meta.url), "utf8");
}
