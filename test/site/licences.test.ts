import { expect, test } from "vitest";
import { bundleClients } from "../../scripts/site-clients.js";
import { siteInput } from "../../scripts/site-files.js";
import { bundledPackages } from "../../scripts/licences.js";
import { buildSite } from "../../site/pages/site.js";

// Outside the test, as it takes longer than a test may on a busy machine.
const { packages } = await bundleClients();

/** What esbuild says of a bundle with these files, and how much of each is in it. */
function metafile(inputs: Readonly<Record<string, number>>) {
  const all = Object.entries(inputs).map(
    ([path, bytesInOutput]) => [path, { bytesInOutput }] as const,
  );
  const output = { bytes: 0, imports: [], exports: [] };
  return {
    inputs: {},
    outputs: { "a.js": { ...output, inputs: Object.fromEntries(all) } },
  };
}

test("a package is listed once, if a part of it is in a script", () => {
  const listed = bundledPackages([
    metafile({
      "node_modules/zod/v4/core/core.js": 10,
      "node_modules/zod/v4/core/api.js": 5,
      "node_modules/@lezer/lr/dist/index.js": 10,
      "node_modules/diff/libesm/index.js": 0,
      "src/index.ts": 100,
    }),
  ]);
  expect(listed.map(({ name }) => name)).toEqual(["@lezer/lr", "zod"]);
});

test("a package without a licence cannot be part of the site", () => {
  expect(() =>
    bundledPackages([metafile({ "test/site/node_modules/none/a.js": 1 })]),
  ).toThrow();
});

test("the page names every package in the scripts with its licence, and every page links to it", () => {
  const names = packages.map(({ name }) => name);
  for (const name of [
    "@codemirror/view",
    "handlebars",
    "minisearch",
    "re2js",
    "yaml",
    "zod",
  ])
    expect(names).toContain(name);
  for (const name of ["commander", "diff", "prettier", "proper-lockfile"])
    expect(names).not.toContain(name);
  const pages = buildSite(siteInput(packages)).filter(({ path }) =>
    path.endsWith(".html"),
  );
  const licences = pages.find(({ path }) => path === "licences.html");
  const text = (licences?.text ?? "")
    .replaceAll(/<[^>]*>/gu, "")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&#x60;", "`")
    .replaceAll("&#x3D;", "=")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
  for (const { name, version, text: licence } of packages) {
    expect(licence, name).toMatch(/permission|redistribution|license/iu);
    expect(text).toContain(`${name} ${version}`);
    expect(text).toContain(licence);
  }
  const unlinked = pages.filter(
    ({ text: page }) => !/<footer>[^]*licences\.html/u.test(page),
  );
  expect(unlinked.map(({ path }) => path)).toEqual([]);
});
