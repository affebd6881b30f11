// Draws the pictures of docs/report.md from this repository's own report: `npm run pictures`. It needs Debian's Chromium.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./bundling.js";
import { drawPictures } from "./draw-pictures.js";

const page = "report.html";

/** @type {readonly { name: string, colorScheme: "light" | "dark", script: string }[]} */
const pictures = [
  {
    name: "report-light.png",
    colorScheme: "light",
    script: `
      document.getElementById("filters").scrollIntoView();
      const rows = [...document.querySelectorAll("#grid tbody tr")];
      const row = rows.find(({ cells }) => cells[0].textContent === "net.netfilter.nf_conntrack_max");
      row.cells[2].querySelector("a").click();
    `,
  },
  {
    name: "report-dark.png",
    colorScheme: "dark",
    script: `
      const search = document.getElementById("search");
      search.value = "net";
      search.dispatchEvent(new Event("input", { bubbles: true }));
      document.getElementById("timeline").scrollIntoView();
      const rows = [...document.querySelectorAll("#timeline-table tbody tr")];
      for (const row of rows) row.hidden = !/all.forwarding|conntrack|bridge-nf-call-iptables/.test(row.cells[0].textContent);
    `,
  },
];

await drawPictures(
  pictures.map(({ name, colorScheme, script }) => ({
    name,
    page,
    colorScheme,
    prepare: (tab) => tab.evaluate(script),
  })),
  { width: 1440, height: 960 },
  (folder) => {
    execFileSync(
      process.execPath,
      [join(root, "dist", "bin.cjs"), "report", "--output", join(folder, page)],
      { cwd: root },
    );
  },
);
