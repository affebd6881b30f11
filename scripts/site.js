// Writes the web site to build/site/: `npm run site`. Its pages open from the disk, without a server.
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { bundleClients } from "./site-clients.js";
import { siteFiles } from "./site-files.js";
import { root } from "./bundling.js";

const folder = process.argv[2] ?? join(root, "build", "site");
rmSync(folder, { recursive: true, force: true });
const { scripts, packages } = await bundleClients();
const files = [...(await siteFiles(packages)), ...scripts];
for (const { path, text } of files) {
  const to = join(folder, path);
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, text);
}
for (const name of ["style.css", "icon.svg"])
  cpSync(join(root, "site", name), join(folder, name));
cpSync(join(root, "docs", "pictures"), join(folder, "docs", "pictures"), {
  recursive: true,
});
console.log(`${files.length} files in ${folder}`);
