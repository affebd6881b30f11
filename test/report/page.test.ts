import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { withString } from "../fuzz/hostile.js";
import { samples } from "../fuzz/samples.js";
import { cluster, pageFor } from "./reported.js";

const folder = join(import.meta.dirname, "..", "..", "templates", "report");

/** What a browser would run, load or obey if it were not escaped, in texts, attributes, data and URLs. */
const hostile = [
  `<script>alert(1)</script>`,
  `"><img src=x onerror=alert(1)>`,
  `' onfocus='alert(1)`,
  `</title></style></script><script>alert(1)</script>`,
  `javascript:alert(1)`,
  `{{constructor}} \${alert(1)} <!-- -->`,
  `\u202egnp.exe\u2028\u0007`,
];

/** The page without its own style, script and data, and without their hashes. */
function markup(page: string): string {
  return page
    .replaceAll(/<style>.*?<\/style>|<script\b.*?<\/script>/gsu, "")
    .replaceAll(/sha256-[\w+/]+/gu, "sha256-");
}

function expectHarmless(page: string): void {
  const elements = new Set(
    [...markup(page).matchAll(/<\/?([a-z0-9]+)/giu)].map(([, name]) => name),
  );
  for (const name of ["script", "img", "iframe", "style", "object", "base"])
    expect(elements, name).not.toContain(name);
  // Its own data and its own script.
  expect(page.match(/<script\b/gu)).toHaveLength(2);
  expect(page.match(/<\/script>/gu)).toHaveLength(2);
  for (const [tag] of markup(page).matchAll(/<[a-z][^>]*>/gu)) {
    expect(tag).not.toMatch(/\son[a-z]+=/u);
    expect(tag).not.toMatch(/(?:href|src)="(?!#|https?:)/u);
  }
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  expect(page).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u2028]/u);
}

test("a page has every section", async () => {
  await expect(markup(pageFor(cluster))).toMatchFileSnapshot("page.html");
});

test("a page of a spec with errors tells first what is missing because of them", async () => {
  const page = pageFor(cluster.replace("somaxconn: 8192", "somaxcon: 8192"));
  await expect(markup(page)).toMatchFileSnapshot("errors.html");
  expect(page).toContain('id="grid"');
});

test("a page of a spec that cannot be read shows its errors and nothing else", () => {
  const page = pageFor(`${cluster}roles: [`);
  expect(page.match(/<section id="[a-z]+"/gu)).toEqual([
    '<section id="findings"',
  ]);
});

describe("nothing that a user writes is run", () => {
  test.each(hostile)("%s", (text) => {
    expectHarmless(pageFor(cluster, undefined, text));
    samples.forEach((sample, at) => {
      expectHarmless(
        pageFor(
          withString(sample.text, 7 * at + text.length, text),
          sample.read,
        ),
      );
    });
  });

  test("in any string of a spec", () => {
    const all = hostile.join(" ");
    for (let at = 0; at < 70; at++)
      expectHarmless(pageFor(withString(cluster, at, all)));
  });

  test("a reference is a link only if it is an address of the web", () => {
    const withRef = (ref: string) =>
      pageFor(cluster.replace("Meeting of May", JSON.stringify(ref)));
    expect(withRef("https://example.org/?a=1&b=<")).toContain(
      'href="https://example.org/?a&#x3D;1&amp;b&#x3D;&lt;"',
    );
    expect(withRef("javascript:alert(1)")).not.toContain('href="javascript');
    expect(withRef("data:text/html,x")).not.toContain('href="data');
  });
});

test("templates escape all values: none prints one as it is", () => {
  for (const name of readdirSync(folder).filter((each) =>
    each.endsWith(".hbs"),
  ))
    expect(readFileSync(join(folder, name), "utf8"), name).not.toMatch(
      /\{\{\{|\{\{&/u,
    );
});

test("the policy of the page allows its own style and script only", () => {
  const page = pageFor(cluster);
  expect(page.replaceAll("&#x27;", "'").replaceAll("&#x3D;", "=")).toMatch(
    /"default-src 'none'; style-src 'sha256-[^';]+'; script-src 'sha256-[^';]+';/u,
  );
  expect(markup(page)).not.toMatch(/\sstyle="/u);
});
