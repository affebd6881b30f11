import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  holdBack,
  isMissing,
  mistake,
  siteBrowser,
  type SiteBrowser,
  violations,
  write,
} from "./browser.js";

describe.skipIf(isMissing)("chromium: the playground", () => {
  let site: SiteBrowser;

  beforeAll(async () => {
    site = await siteBrowser();
  });
  afterAll(() => site.close());

  test("compiles as tunegen does", async () => {
    const { page, noise } = await site.playground();
    await write(page, mistake("net.core.somaxconn: 8192 # Bursts"));
    await page
      .locator("#file", { hasText: "net.core.somaxconn = 8192" })
      .waitFor();
    expect(await page.innerText("#status")).toMatch(/^0 findings, \d files/u);
    expect(noise).toEqual([]);
    await page.close();
  });

  test("finds mistakes as they are typed", async () => {
    const { page } = await site.playground();
    await write(page, mistake("net.core.somaxcon: 8192 # Bursts"));
    await page.locator(".cm-lintRange-error").waitFor();
    const finding = page.locator("#findings li").first();
    expect(await finding.innerText()).toContain(
      "did you mean net.core.somaxconn",
    );
    expect(await finding.locator("a").getAttribute("href")).toBe(
      "errors/unknown-key.html",
    );
    expect(await page.innerText("#status")).toContain("an error stops");
    await finding.locator("button").click();
    await page.keyboard.type("x");
    await page.locator("#findings", { hasText: "xnet" }).waitFor();
    await page.close();
  });

  test("shows the first of very many findings, and how to list the others", async () => {
    const { page, noise } = await site.playground();
    const lines = Array.from(
      { length: 502 },
      (_, at) => `      net.ipv4.conf.eth${at}.arp_ignore: 1\n`,
    );
    await write(page, mistake(lines.join("").trim()));
    await page.locator("#status", { hasText: /^5\d\d findings/u }).waitFor();
    const items = page.locator("#findings li");
    expect(await items.count()).toBe(501);
    expect(await items.last().innerText()).toMatch(/^\d+ more: tunegen lint$/u);
    expect(noise).toEqual([]);
    await page.close();
  });

  test("completes keys, fields and values", async () => {
    const { page } = await site.playground();
    const offers = page.locator(".cm-tooltip-autocomplete li");
    await write(page, "version: 1\nroles:\n  worker:\n    sysctl:\n      ");
    await page.keyboard.type("net.core.somax");
    await offers.first().waitFor();
    expect(await offers.first().innerText()).toBe("net.core.somaxconn");
    expect(await page.innerText(".cm-completionInfo")).toContain(
      "Default: 4096",
    );
    // A key that is pressed at once is not for the list.
    await offers.first().click();
    await page.locator(".cm-content", { hasText: "somaxconn:" }).waitFor();
    await write(page, "version: 1\nroles:\n  worker:\n    node: { os: ");
    await page.keyboard.type("ta");
    await offers.first().waitFor();
    expect(await offers.first().innerText()).toBe("talos");
    await write(page, "version: 1\ntargets:\n  ");
    await page.keyboard.type("ni");
    await offers.first().waitFor();
    expect(await offers.first().innerText()).toBe("nixos");
    await page.close();
  });

  test("begins a line below the one before", async () => {
    const { page } = await site.playground();
    await write(page, "roles:\n  worker:\n    sysctl:");
    for (const text of ["vm.swappiness: 10", "vm.dirty_ratio: 5"]) {
      await page.keyboard.press("Enter");
      await page.keyboard.insertText(text);
    }
    expect(await page.innerText(".cm-content")).toMatch(
      /\n {6}vm\.swappiness: 10\n {6}vm\.dirty_ratio: 5$/u,
    );
    await page.close();
  });

  test("shows the card of a key", async () => {
    const { page } = await site.playground();
    await page.locator(".cm-content >> text=rmem_max").hover();
    const card = page.locator(".cm-tooltip .hint");
    await card.waitFor();
    expect(await card.innerText()).toMatch(/range\s+2304 to 2147483647/u);
    expect(await card.innerText()).toContain("208 KiB");
    expect(await violations(page)).toEqual([]);
    await card.locator("a").click();
    await page.waitForURL("**/keys/net.core.rmem_max.html");
    await page.close();
  });

  test("needs no editor, and keeps what is typed before it is there", async () => {
    const page = await site.browser.newPage();
    const release = await holdBack(page, "playground-editor.js");
    await page.goto(site.address("playground.html"), { waitUntil: "commit" });
    await page.waitForSelector("#tabs button");
    expect(await page.locator(".cm-editor").count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.fill("#spec", mistake("net.core.somaxcon: 8192 # Bursts"));
    const finding = page.locator("#findings li", { hasText: "did you mean" });
    await finding.locator("button").click();
    await page.keyboard.type("x");
    await page.locator("#findings", { hasText: "xnet" }).waitFor();
    release();
    await page.locator(".cm-lintRange-error").waitFor();
    await page.keyboard.type("y");
    await page.locator("#findings", { hasText: "xynet" }).waitFor();
    await page.close();
  });

  test("loads what few specs need when a spec needs it", async () => {
    const { page, noise } = await site.playground();
    await write(page, mistake("vm.swappiness: 10 # Databases"));
    await page.locator("#status", { hasText: "0 findings" }).waitFor();
    const scripts = () =>
      page.evaluate<string[]>(
        'Array.from(document.scripts, ({ src }) => src.replace(/^.*\\//, ""))',
      );
    expect(await scripts()).not.toContain("playground-arguments.js");
    await write(
      page,
      `${mistake("vm.swappiness: 10 # Databases")}    kernelArgs: { transparent_hugepages: { value: madvise, why: Databases } }\n`,
    );
    await page
      .locator("#findings", { hasText: "transparent_hugepage`" })
      .or(
        page.locator("#findings", {
          hasText: "did you mean transparent_hugepage",
        }),
      )
      .first()
      .waitFor();
    expect(await scripts()).toContain("playground-arguments.js");
    expect(await scripts()).not.toContain("playground-matchers.js");
    expect(noise).toEqual([]);
    await page.close();
  });

  test("keeps the spec in the address", async () => {
    const { page } = await site.playground();
    const spec = mistake("vm.max_map_count: 262144 # Ünïcode, <b> & %");
    await write(page, spec);
    await page.click("#share");
    const address = page.url();
    expect(address).toContain("#spec=");
    await page.close();
    const again = await site.browser.newPage();
    await again.goto(address);
    await again.locator("#status", { hasText: "0 findings" }).waitFor();
    expect(await again.innerText(".cm-content")).toContain(
      "# Ünïcode, <b> & %",
    );
    await again.close();
  });

  test("offers examples that have no errors", async () => {
    const { page, noise } = await site.playground();
    const names = (await page.locator("#example option").allInnerTexts()).slice(
      1,
    );
    expect(names).toHaveLength(5);
    for (const label of names) {
      await page.evaluate('document.querySelector("#status").textContent = ""');
      await page.selectOption("#example", { label });
      await page.locator("#status", { hasText: "finding" }).waitFor();
      expect(await page.innerText("#status")).toMatch(
        /^\d+ findings?, \d+ files$/u,
      );
      const tabs = page.locator("#tabs button");
      await tabs.last().click();
      expect(await page.innerText("#file")).not.toBe("");
    }
    expect(noise).toEqual([]);
    await page.close();
  });
});
