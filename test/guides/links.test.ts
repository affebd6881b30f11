import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { allPages, type Page, proseOf } from "./pages.js";

const root = new URL("../../", import.meta.url).pathname;

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf(page: Page): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading = ""] of proseOf(page).matchAll(/^#{1,6} (.+)$/gmu)) {
    const anchor = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/gu, "$1")
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\-_ ]/gu, "")
      .replaceAll(" ", "-");
    let [free, count] = [anchor, 0];
    while (anchors.has(free)) free = `${anchor}-${(count += 1)}`;
    anchors.add(free);
  }
  return anchors;
}

/** The links of a page to files and headings of the repository. */
function linksOf(page: Page): readonly string[] {
  return Array.from(
    proseOf(page)
      .replaceAll(/`[^`]*`/gu, "")
      .matchAll(/\]\(<?([^)\s>]+)>?\)/gu),
    ([, link = ""]) => link,
  ).filter((link) => !/^[a-z]+:/u.test(link));
}

/** Says why a link leads nowhere; undefined if it does not. */
function broken(page: Page, link: string): string | undefined {
  const [name = "", anchor] = link.split("#");
  const path = normalize(join(dirname(page.path), name));
  const file = join(root, path);
  if (path.startsWith("..")) return "outside of the repository";
  if (name !== "" && !existsSync(file)) return "no such file";
  if (anchor === undefined) return undefined;
  const to = name === "" ? page : { path, text: readFileSync(file, "utf8") };
  return anchorsOf(to).has(anchor) ? undefined : "no such heading";
}

test("every link between the pages leads somewhere", () => {
  const found = allPages().flatMap((page) =>
    linksOf(page).flatMap((link) => {
      const why = broken(page, link);
      return why === undefined ? [] : [`${page.path}: ${link}: ${why}`];
    }),
  );
  expect(found).toEqual([]);
});

test("anchors are those of GitHub", () => {
  const page = {
    path: "docs/a.md",
    text: "# A `b`: c?\n\n## Same\n\n## Same\n\n```md\n# Not a heading\n```\n",
  };
  expect([...anchorsOf(page)]).toEqual(["a-b-c", "same", "same-1"]);
  expect(broken(page, "#same-2")).toBe("no such heading");
  expect(broken(page, "../nowhere.md")).toBe("no such file");
  expect(broken(page, "../../a.md")).toBe("outside of the repository");
});
