import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readAdvice } from "../../catalogue/lib/advice.js";
import { adviceOn } from "../../src/catalogue/advice.js";
import { advice } from "../../src/catalogue/data/advice.js";
import { findDead } from "../../src/catalogue/dead-keys.js";
import { findKey } from "../../src/catalogue/lookup.js";
import { keyOf } from "../../src/core/key.js";

const root = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");

/** Whether the newest measured kernel has a key that does something there. */
function isLive(id: string): boolean {
  const facts = findKey(keyOf(id.split(".")));
  return (
    facts?.releases.some(({ kernel }) => kernel === "7.2") === true &&
    findDead(id) === undefined
  );
}

test("the keys that are set most have advice", () => {
  const most = read("test/catalogue/well-known.txt")
    .split("\n")
    .map((line) => line.split("\t")[0] ?? "");
  expect(most.length).toBeGreaterThan(100);
  expect(most.filter((id) => isLive(id) && adviceOn(id) === undefined)).toEqual(
    [],
  );
});

test("so have the keys that the specs of the documentation set", () => {
  const docs = readdirSync(new URL("docs/", root)).filter((name) =>
    name.endsWith(".md"),
  );
  const texts = [
    ...docs.map((name) => read(join("docs", name))),
    read("README.md"),
    read("tuning.yaml"),
  ];
  const set = texts.flatMap((text) =>
    [...text.matchAll(/^ +([a-z]+\.[\w.-]+): /gmu)].map(([, id = ""]) => id),
  );
  const often = [...new Set(set)].filter(
    (id) => isLive(id) && set.filter((each) => each === id).length > 2,
  );
  expect(often.length).toBeGreaterThan(10);
  expect(often.filter((id) => adviceOn(id) === undefined)).toEqual([]);
});

test("advice is one or two sentences with a page to read on, and of a key that is there", () => {
  for (const [id, { text, source }] of Object.entries(advice)) {
    expect(findKey(keyOf(id.split("."))), id).toBeDefined();
    expect(text, id).toMatch(/^\S.{40,330}\.$/u);
    expect(source, id).toMatch(
      /^https:\/\/(?:docs\.kernel\.org\/[\w/-]+\.html(?:#[\w-]+)?|man7\.org\/linux\/man-pages\/man\d\/\w+\.\d\.html)$/u,
    );
  }
});

test.each([
  [
    "- source: https://docs.kernel.org/a.html\n  keys: { a.b: One. Two. Three. }",
  ],
  ["- source: https://docs.kernel.org/a.html\n  keys: { a.b: No full stop }"],
  ["- source: https://example.org/a.html\n  keys: { a.b: One. }"],
])("%j is refused", (text) => {
  expect(() => readAdvice(text)).toThrow("advice.yaml");
});

test("a key of an interface has the advice of all", () => {
  const all = adviceOn("net.ipv4.conf.default.rp_filter");
  expect(all).toBeDefined();
  expect(adviceOn("net.ipv4.conf.eth0.rp_filter")).toBe(all);
  expect(adviceOn("net.ipv4.conf.bond0/30.rp_filter")).toBe(all);
  expect(adviceOn("net.ipv4.nothing")).toBeUndefined();
});

test("no command but explain loads it", () => {
  const folder = fileURLToPath(new URL("src/", root));
  const importing = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .filter((path) =>
      /^import \{.*\} from ".*\/advice\.js"/mu.test(
        readFileSync(join(folder, path), "utf8"),
      ),
    );
  expect(importing.sort()).toEqual([
    "catalogue/advice.ts",
    "cli/single-file.ts",
  ]);
});
