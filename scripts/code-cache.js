// Leaves V8's compiled form of the bundles beside them, as `tunegen check` stores it; src/cli/startup/code-cache.ts loads it.
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./bundling.js";

const dist = join(root, "dist");
const cache = mkdtempSync(join(tmpdir(), "tunegen-cache-"));
try {
  for (const file of readdirSync(dist))
    if (file.endsWith(".cache")) rmSync(join(dist, file));
  // What this run compiles is in the caches; the rest is compiled when it is first called.
  spawnSync(
    process.execPath,
    [join(dist, "bin.cjs"), "check", "--file", join(root, "tuning.yaml")],
    { env: { XDG_CACHE_HOME: cache } },
  );
  const stored = join(cache, "tunegen", "v8");
  // Windows has none.
  for (const file of existsSync(stored) ? readdirSync(stored) : [])
    // Without the tag of the processor, which the compiled form does not depend on.
    writeFileSync(
      join(dist, `${file.slice(0, file.lastIndexOf("-"))}.cache`),
      readFileSync(join(stored, file)),
    );
} finally {
  rmSync(cache, { recursive: true, force: true });
}
