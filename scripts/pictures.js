// Draws the pictures of docs/report.md from this repository's own report: `npm run pictures`. It needs Debian's Chromium.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
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
 * @type {readonly { name: string, colorScheme: "light" | "dark", prepare: string }[]}
 */
const pictures = [
  {
    name: "report-light.png",
    colorScheme: "light",
    prepare: `
      document.getElementById("filters").scrollIntoView();
      const rows = [...document.querySelectorAll("#grid tbody tr")];
      const row = rows.find(({ cells }) => cells[0].textContent === "net.netfilter.nf_conntrack_max");
      row.cells[2].querySelector("a").click();
    `,
  },
  {
    name: "report-dark.png",
    colorScheme: "dark",
    prepare: `
      const search = document.getElementById("search");
      search.value = "net";
      search.dispatchEvent(new Event("input", { bubbles: true }));
      document.getElementById("timeline").scrollIntoView();
      const rows = [...document.querySelectorAll("#timeline-table tbody tr")];
      for (const row of rows) row.hidden = !/all.forwarding|conntrack|bridge-nf-call-iptables/.test(row.cells[0].textContent);
    `,
  },
];

const folder = join(root, "docs", "pictures");
const temporary = mkdtempSync(join(tmpdir(), "tunegen-pictures-"));
const page = join(temporary, "report.html");
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
try {
  execFileSync(
    process.execPath,
    [join(root, "dist", "bin.cjs"), "report", "--output", page],
    { cwd: root },
  );
  mkdirSync(folder, { recursive: true });
  for (const { name, colorScheme, prepare } of pictures) {
    const tab = await browser.newPage({
      colorScheme,
      viewport: { width: 1440, height: 960 },
    });
    await tab.goto(pathToFileURL(page).href);
    await tab.evaluate(prepare);
    const path = join(folder, name);
    await tab.screenshot({ path, animations: "disabled" });
    await tab.close();
    const { size } = statSync(path);
    if (size > LARGEST) throw new Error(`${path} has ${size} bytes`);
  }
} finally {
  await browser.close();
  rmSync(temporary, { recursive: true });
}
