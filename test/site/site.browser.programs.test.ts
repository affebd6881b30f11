import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  isMissing,
  siteBrowser,
  type SiteBrowser,
  violations,
} from "./browser.js";
import { LOOKED_AT, questions } from "./questions.js";

describe.skipIf(isMissing)("chromium: the site", () => {
  let site: SiteBrowser;

  beforeAll(async () => {
    site = await siteBrowser();
  });
  afterAll(() => site.close());

  const pages = [
    "index.html",
    "keys/index.html",
    "keys/net.netfilter.nf_conntrack_max.html",
    "keys/net.ipv4.tcp_tw_recycle.html",
    "keys/kernel.apparmor_restrict_unprivileged_userns.html",
    "licences.html",
    "rules/index.html",
    "rules/reset-by-kube-proxy.html",
    "errors/unknown-key.html",
    "platforms/index.html",
    "platforms/talos.html",
    "docs/index.html",
    "docs/spec.html",
    "docs/tutorials/nixos-k3s.html",
  ];

  test.each(
    [...pages, "playground.html"].flatMap((path) => [
      [path, "light"] as const,
      [path, "dark"] as const,
    ]),
  )("%s is accessible and silent in %s mode", async (path, scheme) => {
    const { page, noise } =
      path === "playground.html"
        ? await site.playground(scheme)
        : await site.open(path, scheme);
    expect(await violations(page)).toEqual([]);
    expect(noise).toEqual([]);
    await page.close();
  });

  test("follows the dark mode of the system", async () => {
    const { page } = await site.open("index.html", "dark");
    expect(
      await page.evaluate("getComputedStyle(document.body).backgroundColor"),
    ).toBe("rgb(19, 24, 22)");
    await page.close();
  });

  test.each(pages)("%s can be read without JavaScript", async (path) => {
    const page = await site.browser.newPage({ javaScriptEnabled: false });
    await page.goto(site.address(path));
    expect((await page.innerText("main")).length).toBeGreaterThan(100);
    expect(await page.isVisible(".search")).toBe(false);
    await page.close();
  });

  test.each(["index.html", "keys/vm.swappiness.html", "playground.html"])(
    "%s fits a small screen",
    async (path) => {
      const page = await site.browser.newPage({
        viewport: { width: 360, height: 740 },
      });
      await page.goto(site.address(path));
      expect(
        await page.evaluate("document.documentElement.scrollWidth"),
      ).toBeLessThanOrEqual(360);
      await page.close();
    },
  );

  test.each(questions)(
    "leads from the question `$ask` to its answer",
    async ({ ask, page: path, answer }) => {
      const { page, noise } = await site.open("platforms/debian.html");
      await page.keyboard.press("/");
      await page.keyboard.type(ask);
      const links = page.locator("#search-results a");
      await links.first().waitFor();
      const all = await links.all();
      const addresses = await Promise.all(
        all.map((link) => link.getAttribute("href")),
      );
      const at = addresses.findIndex(
        (address) => address?.startsWith(`../${path}`) === true,
      );
      expect(at).toBeGreaterThanOrEqual(0);
      expect(at).toBeLessThan(LOOKED_AT);
      await links.nth(at).click();
      await page.waitForURL(`**/${path}*`);
      expect(await page.innerText("main")).toContain(answer);
      expect(noise).toEqual([]);
      await page.close();
    },
  );

  test("finds by the keyboard, and says when there is nothing", async () => {
    const { page } = await site.open("index.html");
    await page.keyboard.press("/");
    await page.keyboard.type("zzzzqqq");
    await page.locator("#search-status", { hasText: "Nothing" }).waitFor({
      state: "attached",
    });
    await page.keyboard.press("Control+a");
    await page.keyboard.type("somaxconn");
    await page.locator("#search-results a").first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/keys/net.core.somaxconn.html");
    await page.close();
  });
});
