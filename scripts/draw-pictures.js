import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { root } from "./bundling.js";

/** A repository does not need larger ones. */
const LARGEST = 250_000;

/**
 * @typedef {object} Picture
 * @property {string} name of the file in docs/pictures/
 * @property {string} page path in the folder of the pages
 * @property {"light" | "dark"} colorScheme
 * @property {((tab: import("playwright-core").Page) => Promise<unknown>)=} prepare what is done in the page first
 */

/**
 * Draws pages into docs/pictures/ with Debian's Chromium.
 *
 * @param {readonly Picture[]} pictures
 * @param {{ width: number, height: number }} viewport
 * @param {(folder: string) => void} write puts the pages into a folder, which is deleted in the end
 */
export async function drawPictures(pictures, viewport, write) {
  const folder = join(root, "docs", "pictures");
  const pages = mkdtempSync(join(tmpdir(), "tunegen-pictures-"));
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
  try {
    write(pages);
    mkdirSync(folder, { recursive: true });
    for (const { name, page, colorScheme, prepare } of pictures) {
      const tab = await browser.newPage({ colorScheme, viewport });
      await tab.goto(pathToFileURL(join(pages, page)).href);
      await prepare?.(tab);
      const path = join(folder, name);
      await tab.screenshot({ path, animations: "disabled" });
      await tab.close();
      const { size } = statSync(path);
      if (size > LARGEST) throw new Error(`${path} has ${size} bytes`);
    }
  } finally {
    await browser.close();
    rmSync(pages, { recursive: true });
  }
}
