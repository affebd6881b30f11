import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { bundleClients, sentSize } from "../../scripts/site-clients.js";
import { siteInput } from "../../scripts/site-files.js";
import { withoutText } from "../../scripts/site-texts.js";
import { buildSite } from "../../site/pages/site.js";

/** The most that each script of the playground may have, in bytes of gzip. */
const most: Readonly<Record<string, number>> = {
  "search.js": 2_000,
  "search-engine.js": 8_000,
  "playground.js": 4_000,
  "playground-compiler.js": 290_500,
  "playground-editor.js": 132_000,
  "playground-matchers.js": 50_000,
  "playground-arguments.js": 8_000,
  "playground-assist.js": 85_000,
};

/** The most until the playground shows what a spec compiles to. */
const FIRST_RESULT = 300_000;

const { scripts, packages } = await bundleClients();
const files = [...buildSite(siteInput(packages)), ...scripts];
const sizes = new Map(
  files.map(({ path, text }) => [path, sentSize(text)] as const),
);

test("the scripts of the site stay small", () => {
  const listed = [...Object.keys(most), ...scripts.map(({ path }) => path)];
  const over = [...new Set(listed)]
    .map((path) => [path, sizes.get(path) ?? Infinity] as const)
    .filter(([path, size]) => size > (most[path] ?? 0));
  expect(over).toEqual([]);
});

test("the playground shows its first result before it has loaded much", () => {
  const page = files.find(({ path }) => path === "playground.html")?.text ?? "";
  const loaded = [...page.matchAll(/<script src="([^"]*)"/gu)].map(
    ([, path = ""]) => path,
  );
  expect(loaded).toEqual([
    "search.js",
    "playground.js",
    "playground-compiler.js",
  ]);
  const style = readFileSync(
    new URL("../../site/style.css", import.meta.url),
    "utf8",
  );
  const sum = loaded.reduce(
    (total, path) => total + (sizes.get(path) ?? Infinity),
    sentSize(page) + sentSize(style),
  );
  expect(sum).toBeLessThan(FIRST_RESULT);
});

test("texts that only people read are left out of a module", () => {
  const rule =
    'const rule = { page: () => ({ a: [")"] }), check: () => 1, summary: "A", why: "B" };';
  expect(withoutText(rule, ["page", "summary"], "a.ts")).toBe(
    'const rule = { page: () => ({}), check: () => 1, summary: "", why: "B" };',
  );
  const record = 'const a = [{ source: `${B}/c`, "other": { source: B } }];';
  expect(withoutText(record, ["source"], "a.ts")).toBe(
    'const a = [{ source: "", "other": { source: B } }];',
  );
});
