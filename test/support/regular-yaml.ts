import { expect } from "vitest";
import { readRegularYaml } from "../../src/language/regular-yaml.js";
import { readAnyYaml } from "../../src/language/yaml.js";

/**
 * Whether the reader of regular YAML reads a text; expects that the library then reads the same, with the same places, and
 * without an error.
 */
export function agrees(text: string): boolean {
  const source = { name: "tuning.yaml", text };
  const tree = readRegularYaml(source);
  if (tree === undefined) return false;
  expect(readAnyYaml(source), text).toEqual({ tree, errors: [] });
  return true;
}
