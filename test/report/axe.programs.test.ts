import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isMissing, launch, openPage } from "./browser.js";
import { cluster, pageFor } from "./reported.js";

const require = createRequire(import.meta.url);
const axe = readFileSync(
  join(dirname(require.resolve("axe-core")), "axe.min.js"),
  "utf8",
);
const own = readFileSync(
  join(import.meta.dirname, "..", "..", "tuning.yaml"),
  "utf8",
);

describe.skipIf(isMissing)(
  "chromium: the page for people with a screen reader or a keyboard",
  () => {
    let browser: Browser;

    beforeAll(async () => {
      browser = await launch();
    });
    afterAll(async () => {
      await browser.close();
    });

    test.each([
      ["light", "this repository", own],
      ["dark", "this repository", own],
      ["light", "the small spec", cluster],
      ["dark", "the small spec", cluster],
      ["light", "errors", cluster.replace("somaxconn", "somaxcon")],
      ["dark", "errors", cluster.replace("somaxconn", "somaxcon")],
    ] as const)(
      "has no barrier that axe knows, in %s, for %s",
      async (colorScheme, _, spec) => {
        const { page } = await openPage(browser, pageFor(spec), {
          colorScheme,
          bypassCSP: true,
        });
        await page.addScriptTag({ content: axe });
        const check = async () =>
          page.evaluate<readonly string[]>(
            "axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.html} ${node.failureSummary}`)))",
          );
        expect(await check()).toEqual([]);
        await page.evaluate(
          "for (const each of document.querySelectorAll('details')) each.open = true",
        );
        const cell = page.locator("#grid td a").first();
        if ((await cell.count()) > 0) await cell.click();
        expect(await check()).toEqual([]);
        await page.context().close();
      },
    );
  },
);
