import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { hasProgram, requirePrograms } from "../support/programs.js";

const root = join(import.meta.dirname, "..", "..");
const axe = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

/** Whether tests with the browser are skipped. */
export const isMissing: boolean = !requirePrograms && !hasProgram("chromium");

/** A page, and what it logged, threw or asked of another host. */
export interface Opened {
  readonly page: Page;
  readonly noise: readonly string[];
}

/** The site in a folder of its own, and a browser. */
export interface SiteBrowser {
  readonly browser: Browser;
  /** The address of a page. */
  readonly address: (path: string) => string;
  readonly open: (path: string, scheme?: "light" | "dark") => Promise<Opened>;
  /** The playground, once it has compiled and the editor is there. */
  readonly playground: (scheme?: "light" | "dark") => Promise<Opened>;
  readonly close: () => Promise<void>;
}

/** Builds the site, and starts Debian's Chromium. */
export async function siteBrowser(): Promise<SiteBrowser> {
  const folder = mkdtempSync(join(tmpdir(), "tunegen-test-"));
  execFileSync(process.execPath, [join(root, "scripts", "site.js"), folder]);
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
  const address = (path: string) => pathToFileURL(join(folder, path)).href;
  const open: SiteBrowser["open"] = async (path, colorScheme = "light") => {
    const noise: string[] = [];
    const page = await browser.newPage({ colorScheme });
    page.on("console", (message) => noise.push(message.text()));
    page.on("pageerror", (thrown) => noise.push(String(thrown)));
    page.on("request", (request) => {
      if (!request.url().startsWith("file:")) noise.push(request.url());
    });
    await page.goto(address(path));
    return { page, noise };
  };
  return {
    browser,
    address,
    open,
    playground: async (scheme) => {
      const opened = await open("playground.html", scheme);
      await opened.page.waitForSelector("#tabs button");
      await opened.page.waitForSelector(".cm-editor");
      return opened;
    },
    close: async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What axe finds on the whole page, with the first element of each. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate<string[]>(
    `axe.run(document, { resultTypes: ["violations"], preload: false }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ": " + nodes[0].html + " " + nodes[0].failureSummary))`,
  );
}

/** Has a page wait for one of its scripts, until what is returned is called. */
export async function holdBack(
  page: Page,
  script: string,
): Promise<() => void> {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(`**/${script}`, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

/** Replaces the spec of the playground as a user would. */
export async function write(page: Page, spec: string): Promise<void> {
  await page.click(".cm-content");
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(spec);
}

/** Makes a spec with one setting. */
export function mistake(setting: string): string {
  return `version: 1
roles:
  worker:
    node: { os: linux, kernel: "6.12" }
    sysctl:
      ${setting}
`;
}
