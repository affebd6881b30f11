// Draws the pictures of the site: a part of `npm run pictures`. It needs Debian's Chromium.
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { root } from "./bundling.js";

/** A repository does not need larger ones. */
const LARGEST = 250_000;

/**
 * Each picture, with what is done in the page first.
 *
 * @type {readonly { name: string, page: string, colorScheme: "light" | "dark", prepare?: (tab: import("playwright-core").Page) => Promise<unknown> }[]}
 */
const pictures = [
  {
    name: "site-home.png",
    page: "index.html",
    colorScheme: "light",
    prepare: async (tab) => {
      await tab.keyboard.press("/");
      await tab.keyboard.type("too many open files");
      await tab.locator("#search-results a").first().waitFor();
    },
  },
  {
    name: "site-key.png",
    page: "keys/net.netfilter.nf_conntrack_max.html",
    colorScheme: "light",
  },
  {
    name: "playground.png",
    page: "playground.html",
    colorScheme: "dark",
    prepare: async (tab) => {
      await tab.locator("#tabs button").first().waitFor();
      await tab.selectOption("#example", { label: "Common mistakes" });
      await tab.locator("#tabs button", { hasText: "99-tuning.conf" }).click();
      await tab.locator(".cm-content >> text=tcp_max_syn_backlog").hover();
      await tab.locator(".cm-tooltip .hint").waitFor();
    },
  },
];

const folder = join(root, "docs", "pictures");
const site = mkdtempSync(join(tmpdir(), "tunegen-pictures-"));
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
try {
  execFileSync(process.execPath, [join(root, "scripts", "site.js"), site]);
  mkdirSync(folder, { recursive: true });
  for (const { name, page, colorScheme, prepare } of pictures) {
    const tab = await browser.newPage({
      colorScheme,
      viewport: { width: 1360, height: 900 },
    });
    await tab.goto(pathToFileURL(join(site, page)).href);
    await prepare?.(tab);
    const path = join(folder, name);
    await tab.screenshot({ path, animations: "disabled" });
    await tab.close();
    const { size } = statSync(path);
    if (size > LARGEST) throw new Error(`${path} has ${size} bytes`);
  }
} finally {
  await browser.close();
  rmSync(site, { recursive: true });
}
