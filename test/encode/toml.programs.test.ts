import { expect } from "vitest";
import { tomlString } from "../../src/encode/toml.js";
import { programTest, run } from "../support/programs.js";
import { nasty } from "./nasty.js";

/** Reads TOML as Python's tomllib does. */
const read =
  "import json, sys, tomllib; json.dump(tomllib.loads(sys.stdin.read()), sys.stdout)";

programTest("python3", "reads each text as it was, as key and as value", () => {
  const texts = [...new Set(nasty)].filter(
    (text) => !/[\ud800-\udfff]/u.test(text),
  );
  const lines = texts.map(
    (text) => `${tomlString(text)} = ${tomlString(text)}`,
  );
  const { stdout, stderr } = run("python3", ["-c", read], lines.join("\n"));
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toEqual(
    Object.fromEntries(texts.map((text) => [text, text])),
  );
});
