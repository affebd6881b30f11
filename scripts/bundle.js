// Writes bundle/tunegen-VERSION.mjs, the whole command in one file, with its SHA-256 and the licences of the packages in it
// beside it: `npm run bundle`.
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { bundling, requireInModule, root } from "./bundling.js";
import { bundledPackages, licencesText } from "./licences.js";

const { version } = JSON.parse(
  readFileSync(join(root, "package.json"), "utf8"),
);
const name = `tunegen-${version}.mjs`;
const folder = process.argv[2] ?? join(root, "bundle");
const path = join(folder, name);
mkdirSync(folder, { recursive: true });
const { metafile } = await build({
  // Prettier is larger than all the rest, and a repository with a prettier configuration has it.
  ...bundling(/^prettier$/),
  entryPoints: ["src/cli/single-file.ts"],
  outfile: path,
  format: "esm",
  minify: true,
  banner: { js: `#!/usr/bin/env node\n${requireInModule}` },
});
chmodSync(path, 0o755);
writeFileSync(
  `${path}.licences.txt`,
  licencesText(bundledPackages([metafile])),
);
const digest = createHash("sha256").update(readFileSync(path)).digest("hex");
writeFileSync(`${path}.sha256`, `${digest}  ${name}\n`);
