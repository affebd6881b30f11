import { deepEqual, equal, fail, ok } from "node:assert/strict";
import { parseAllDocuments } from "yaml";
import type { OutputFile } from "../../src/index.js";
import { importFiles } from "../../src/import/import-files.js";
import { parse as parseNix } from "../../src/import/nixos/syntax.js";
import { writeSpec } from "../../src/import/spec/write.js";
import { readSpec } from "../../src/language/read.js";
import { targets } from "../../src/targets/emit.js";
import { hasProgram, run } from "../support/programs.js";

const hasShell = hasProgram("sh");

/**
 * Reads a generated file as the program does that it is for.
 * @throws an assertion error if it is not of its format
 */
export function readsBack({ path, text }: OutputFile): void {
  const where = `${path}:\n${text}`;
  ok(!text.includes("\0"), where);
  ok(!/\[object \w+\]/u.test(text), where);
  if (/\.ya?ml$/u.test(path)) readYaml(text, where);
  else if (path.endsWith(".json")) JSON.parse(text);
  else if (path.endsWith(".nix"))
    equal(parseNix({ name: path, text }).error, undefined, where);
  else if (text.startsWith("#!/bin/sh")) readShell(text, where);
  else if (/\/sysctl\.d\/[^/]+\.conf$/u.test(path)) readSysctls(text, where);
}

function readYaml(text: string, where: string): void {
  for (const { errors, warnings } of parseAllDocuments(text, {
    prettyErrors: false,
  }))
    deepEqual([...errors, ...warnings].map(String), [], where);
}

function readShell(text: string, where: string): void {
  if (!hasShell) return;
  const { status, stderr } = run("sh", ["-n"], text);
  equal(status, 0, `${stderr}${where}`);
}

function readSysctls(text: string, where: string): void {
  for (const line of text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/u))
    if (!/^(?:#.*|-?[^\s=#;][^\s=]* = ?.*|-[^\s=]+)?$/u.test(line))
      fail(`${JSON.stringify(line)} in ${where}`);
}

/**
 * Imports generated files, and reads the spec that comes of them.
 * @throws an assertion error if the spec has an error
 */
export function importsBack(files: readonly OutputFile[]): void {
  const { draft, count } = importFiles(
    files.map(({ path, text }) => ({
      source: { name: path, text },
      role: undefined,
      isNamed: false,
    })),
    undefined,
  );
  // Some files have no settings, such as that of a rollout.
  if (count === 0) return;
  const text = writeSpec(draft, "tuning.schema.json");
  const { errors } = readSpec(
    { name: "tuning.yaml", text },
    { readInclude: (name) => ({ name, text: "" }), targets },
  );
  deepEqual(
    errors.map(({ code, message }) => `${code}: ${message}`),
    [],
    text,
  );
}
