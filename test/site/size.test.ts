import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { bundleClients, withoutPage } from "../../scripts/site-clients.js";

/** The most that each script of the site may have, in KiB of gzip. */
const most: Readonly<Record<string, number>> = {
  "search.js": 8,
  "playground-editor.js": 128,
  "playground-compiler.js": 330,
  "playground-matchers.js": 55,
};

test("the scripts of the site stay small", async () => {
  const sizes = (await bundleClients()).map(
    ({ path, text }) =>
      [path, Math.ceil(gzipSync(text, { level: 9 }).length / 1024)] as const,
  );
  expect(sizes.map(([path]) => path).sort()).toEqual(Object.keys(most).sort());
  const over = sizes.filter(([path, size]) => size > (most[path] ?? 0));
  expect(over).toEqual([]);
});

test("the texts of rules and codes are left out of the compiler", async () => {
  const [compiler] = (await bundleClients()).filter(
    ({ path }) => path === "playground-compiler.js",
  );
  expect(compiler?.text).not.toContain(
    "At every start kube-proxy writes `nf_conntrack_max`",
  );
  expect(
    withoutPage(
      'const rule = { page: () => ({ a: [")"] }), check: () => 1 };',
      "a.ts",
    ),
  ).toBe("const rule = { page: () => ({}), check: () => 1 };");
});
