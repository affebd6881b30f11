import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasProgram, requirePrograms } from "../support/programs.js";
import { LOOKED_AT, questions } from "./questions.js";

const root = join(import.meta.dirname, "..", "..");
const axe = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

/** A page, and what it logged, threw or asked of another host. */
interface Opened {
  readonly page: Page;
  readonly noise: readonly string[];
}

describe.skipIf(!requirePrograms && !hasProgram("chromium"))(
  "chromium: the site",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "tunegen-test-"));
    let browser: Browser;

    beforeAll(async () => {
      execFileSync(process.execPath, [
        join(root, "scripts", "site.js"),
        folder,
      ]);
      browser = await chromium.launch({
        executablePath: "/usr/bin/chromium",
        args: ["--no-sandbox"],
      });
    });
    afterAll(async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    });

    async function open(
      path: string,
      colorScheme: "light" | "dark" = "light",
    ): Promise<Opened> {
      const noise: string[] = [];
      const page = await browser.newPage({ colorScheme });
      page.on("console", (message) => noise.push(message.text()));
      page.on("pageerror", (thrown) => noise.push(String(thrown)));
      page.on("request", (request) => {
        if (!request.url().startsWith("file:")) noise.push(request.url());
      });
      await page.goto(pathToFileURL(join(folder, path)).href);
      return { page, noise };
    }

    async function playground(scheme?: "light" | "dark"): Promise<Opened> {
      const opened = await open("playground.html", scheme);
      await opened.page.waitForSelector("#tabs button");
      return opened;
    }

    /** Replaces the spec as a user would. */
    async function write(page: Page, spec: string): Promise<void> {
      await page.click(".cm-content");
      await page.keyboard.press("Control+a");
      await page.keyboard.insertText(spec);
    }

    const pages = [
      "index.html",
      "keys/index.html",
      "keys/net.netfilter.nf_conntrack_max.html",
      "keys/net.ipv4.tcp_tw_recycle.html",
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
          ? await playground(scheme)
          : await open(path, scheme);
      expect(await violations(page)).toEqual([]);
      expect(noise).toEqual([]);
      await page.close();
    });

    test("follows the dark mode of the system", async () => {
      const { page } = await open("index.html", "dark");
      expect(
        await page.evaluate("getComputedStyle(document.body).backgroundColor"),
      ).toBe("rgb(19, 24, 22)");
      await page.close();
    });

    test.each(pages)("%s can be read without JavaScript", async (path) => {
      const page = await browser.newPage({ javaScriptEnabled: false });
      await page.goto(pathToFileURL(join(folder, path)).href);
      expect((await page.innerText("main")).length).toBeGreaterThan(100);
      expect(await page.isVisible(".search")).toBe(false);
      await page.close();
    });

    test.each(["index.html", "keys/vm.swappiness.html", "playground.html"])(
      "%s fits a small screen",
      async (path) => {
        const page = await browser.newPage({
          viewport: { width: 360, height: 740 },
        });
        await page.goto(pathToFileURL(join(folder, path)).href);
        expect(
          await page.evaluate("document.documentElement.scrollWidth"),
        ).toBeLessThanOrEqual(360);
        await page.close();
      },
    );

    test.each(questions)(
      "leads from the question `$ask` to its answer",
      async ({ ask, page: path, answer }) => {
        const { page, noise } = await open("platforms/debian.html");
        await page.keyboard.press("/");
        await page.keyboard.type(ask);
        const links = page.locator("#search-results a");
        await links.first().waitFor();
        const addresses = await links.evaluateAll((all) =>
          all.map((link) => String(link.getAttribute("href"))),
        );
        const at = addresses.findIndex((address) =>
          address.startsWith(`../${path}`),
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
      const { page } = await open("index.html");
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

    describe("the playground", () => {
      test("compiles as tunegen does", async () => {
        const { page, noise } = await playground();
        await write(page, mistake("net.core.somaxconn: 8192 # Bursts"));
        await page
          .locator("#file", { hasText: "net.core.somaxconn = 8192" })
          .waitFor();
        expect(await page.innerText("#status")).toMatch(
          /^0 findings, \d files/u,
        );
        expect(noise).toEqual([]);
        await page.close();
      });

      test("finds mistakes as they are typed", async () => {
        const { page } = await playground();
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

      test("completes keys, fields and values", async () => {
        const { page } = await playground();
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

      test("shows the card of a key", async () => {
        const { page } = await playground();
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

      test("keeps the spec in the address", async () => {
        const { page } = await playground();
        const spec = mistake("vm.max_map_count: 262144 # Ünïcode, <b> & %");
        await write(page, spec);
        await page.click("#share");
        const address = page.url();
        expect(address).toContain("#spec=");
        await page.close();
        const again = await browser.newPage();
        await again.goto(address);
        await again.locator("#status", { hasText: "0 findings" }).waitFor();
        expect(await again.innerText(".cm-content")).toContain(
          "# Ünïcode, <b> & %",
        );
        await again.close();
      });

      test("offers examples that have no errors", async () => {
        const { page, noise } = await playground();
        const names = (
          await page.locator("#example option").allInnerTexts()
        ).slice(1);
        expect(names).toHaveLength(5);
        for (const label of names) {
          await page.selectOption("#example", { label });
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
  },
);

function mistake(setting: string): string {
  return `version: 1
roles:
  worker:
    node: { os: linux, kernel: "6.12" }
    sysctl:
      ${setting}
`;
}

/** What axe finds on the whole page, with the first element of each. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate<string[]>(
    `axe.run(document, { resultTypes: ["violations"], preload: false }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ": " + nodes[0].html + " " + nodes[0].failureSummary))`,
  );
}
