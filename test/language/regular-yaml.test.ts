import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { agrees } from "../support/regular-yaml.js";

const root = join(import.meta.dirname, "..", "..");

/** Every YAML file of the repository: specs with errors, generated files, configurations of others. */
const files = ["test", "docs", "out"]
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map(
      (path) => join(folder, path),
    ),
  )
  .filter((path) => /\.ya?ml$/u.test(path))
  .concat("tuning.yaml");

test("agrees with the library on every file of the repository", () => {
  const texts = files.map((path) => readFileSync(join(root, path), "utf8"));
  const read = texts.filter(agrees).length;
  expect(read).toBeGreaterThan(texts.length / 2);
});

test("reads this repository's spec", () => {
  expect(agrees(readFileSync(join(root, "tuning.yaml"), "utf8"))).toBe(true);
});

describe.each([
  "a: 1\n",
  "a: 1",
  "# c\n\na: 1 # d\n# e\n",
  "a:\nb: ~\nc: null\n",
  "a:  \n\nb: 1\n",
  "a:\n  b: x y\n\n  # c\n  c: 'it''s'\n\nd: \"q\"\n",
  "a:\n- 1\n- -1\n- +1\n- 0o17\n- 0x1F\n- 1.50\n- .inf\n- 1e3\nb: 1\n",
  "a:\n  - b: 1\n    c: 2\n  - d\n  -\n    e: 1\n",
  "a: [0, 00, -0, 07, 1_0, 999999999999999, 1000000000000000, 9999999999999999, 12.0]\n",
  "a: [1, 2, [3], {b: c}]\nd: {}\ne: []\n",
  "a:\n  [\n    1, # x\n    2,\n  ]\nb: 1\n",
  "a: [\n  1\n]\nb: 1\n",
  "a: >-\n  folded\n  text\n\n  more\nb: |\n  kept\n   so\n\n\nc: |+\n  x\n\n",
  "a: >- # comment\n  folded\n\nb: 1",
  "a:\n  - 1\n   - 2\n",
  "a:\n  b:\n    c: 1\n    # d\n  # e\nf:\n  - 1\n  # g\n",
  "a:\n  b:\n    c: 1\n  # e\n",
  "a: plain\n  goes on # c\nb: 9007199254740993\n",
  "a:\n  on its own line\nb:\n  'quoted'\n",
  '"a": "x\\ty"\n\'b\': 1\n3: c\ntrue: d\n',
  "a: 1\r\nb:\r\n  - x\r\n",
])("%j", (text) => {
  test("is read, as the library reads it", () => {
    expect(agrees(text)).toBe(true);
  });
});

describe.each([
  "",
  "a",
  "- a\n",
  " a: 1\n",
  "a: 1\n b: 2\n",
  "a: 1\na: 2\n",
  "a: &x 1\nb: *x\n",
  "a: !!str 1\n",
  "? a\n: 1\n",
  "---\na: 1\n",
  "a: 1\n---\nb: 1\n",
  "%YAML 1.2\n---\na: 1\n",
  "a: [1, 2\n",
  "a: [1 2]: 3\n",
  "a: [b: 1]\n",
  "a: {b}\n",
  "a: 'x\n",
  "a:\t1\n",
  "a: b: c\n",
  "a: @x\n",
  "a: 'x'#c\n",
  "a: [1,#c\n 2]\n",
  "<<: 1\n",
  "__proto__: 1\n",
  "a:\n  # c\nb: 1\n",
  "a: 1\n  # c\nb: 1\n",
  "- - 1\n",
])("%j", (text) => {
  test("is left to the library", () => {
    expect(agrees(text)).toBe(false);
  });
});
