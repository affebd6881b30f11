import { type Browser, chromium, type Page } from "playwright-core";
import { programPath, requirePrograms } from "../support/programs.js";

const executablePath = programPath("chromium");

/** Whether tests in the browser are left out, because it is missing; in CI they fail instead. */
export const isMissing = !requirePrograms && executablePath === undefined;

/** Starts Debian's Chromium. */
export async function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: executablePath ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
}

/** A page in a browser. */
export interface Opened {
  readonly page: Page;
  /** What the page said on the console, asked of the network, or failed at. */
  readonly noise: readonly string[];
}

/** Opens a page in a context of its own, which answers nothing else. */
export async function openPage(
  browser: Browser,
  html: string,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<Opened> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  const noise: string[] = [];
  page.on("console", (message) => noise.push(message.text()));
  page.on("pageerror", ({ message }) => noise.push(message));
  page.on("dialog", (dialog) => {
    noise.push(dialog.message());
    void dialog.dismiss();
  });
  await page.route("**/*", (route) => {
    const url = route.request().url();
    if (url === "http://report.test/")
      return route.fulfill({ body: html, contentType: "text/html" });
    noise.push(url);
    return route.abort();
  });
  await page.goto("http://report.test/");
  return { page, noise };
}
