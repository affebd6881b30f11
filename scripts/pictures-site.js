// Draws the pictures of the site: a part of `npm run pictures`. It needs Debian's Chromium.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./bundling.js";
import { drawPictures } from "./draw-pictures.js";

/** @type {readonly import("./draw-pictures.js").Picture[]} */
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

await drawPictures(pictures, { width: 1360, height: 900 }, (folder) => {
  execFileSync(process.execPath, [join(root, "scripts", "site.js"), folder]);
});
