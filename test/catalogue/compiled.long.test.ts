import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  compileBuilds,
  readBuildInputs,
} from "../../catalogue/compile-builds.js";
import { compileCatalogue, readInputs } from "../../catalogue/compile.js";
import { rangesOf } from "../../catalogue/lib/ranges.js";
import { overReleases } from "../../catalogue/lib/encode.js";
import { readKnown, readOverrides } from "../../catalogue/lib/overrides.js";
import { perRelease } from "../../src/catalogue/table.js";

test("the committed data is what the tables compile to", async () => {
  const files = {
    ...(await compileCatalogue(await readInputs())),
    "builds.ts": await compileBuilds(await readBuildInputs()),
  };
  for (const [name, text] of Object.entries(files)) {
    const committed = readFileSync(
      new URL(`../../src/catalogue/data/${name}`, import.meta.url),
      "utf8",
    );
    // Not toBe: the difference of a file this long is of no use.
    expect(committed === text, `${name} is stale: run npm run catalogue`).toBe(
      true,
    );
  }
});

test.each([
  [["a", "a", "a"]],
  [["a", "b", "a"]],
  [["", "x"]],
  [["4096 131072 6291456"]],
])("%j survives being stored", (values) => {
  expect(perRelease(overReleases(values), values.length)).toEqual(values);
});

test("a comma that splits a summary is refused", () => {
  const text =
    "- source: s\n  keys:\n    a.b: { unit: count, summary: One, two }\n";
  expect(() => readKnown(text)).toThrow("known.yaml: a.b: unknown field two");
});

test("a unit that does not exist is refused", () => {
  expect(() =>
    readKnown(
      "- source: s\n  keys:\n    a.b: { unit: lightyears, summary: Far }\n",
    ),
  ).toThrow("unknown unit lightyears");
});

test("a key is described once", () => {
  const entry = "    a.b: { unit: count, summary: One }\n";
  expect(() =>
    readKnown(`- source: s\n  keys:\n${entry}- source: t\n  keys:\n${entry}`),
  ).toThrow("known.yaml: a.b: duplicate key");
});

test("a key that no kernel has cannot be described", async () => {
  const inputs = await readInputs();
  const known =
    "- source: s\n  keys:\n    net.ipv4.nope: { unit: count, summary: Nothing }\n";
  await expect(compileCatalogue({ ...inputs, known })).rejects.toThrow(
    "known.yaml: no measured kernel has net.ipv4.nope",
  );
});

test("limits of the probe are rejected", () => {
  const overrides = readOverrides(
    "kinds: {}\nranges: {}\nwritable: {}\ndefaults: {}\ndead: []\nremoved: []\n",
  );
  const row = {
    key: "a.table",
    kernel: "5.10.0-46",
    arch: "amd64",
    mode: "0644",
    default: "0",
    writable_in_netns: "-",
    inherits: "-",
    needs_module: "-",
    min_accepted: "0",
    max_accepted: "4194304",
    fields: "1",
    class: "node-only",
    range_note: "capped_at_2^22",
  };
  expect(() => rangesOf("a.table", [row], 0, "i", overrides)).toThrow(
    "a.table: the range is the probe's limit",
  );
  const rounded = {
    ...row,
    key: "a.time_ms",
    min_accepted: "20",
    max_accepted: "2147483647",
    range_note: "",
  };
  expect(() => rangesOf("a.time_ms", [rounded], 0, "i", overrides)).toThrow(
    "a.time_ms: the range is the probe's limit",
  );
});
