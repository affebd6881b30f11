// Writes the golden files anew, and takes away those that a spec no longer becomes: `npm run golden`.
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const golden = join(root, "test", "golden");

for (const entry of readdirSync(golden, { withFileTypes: true })) {
  if (!entry.isDirectory()) continue;
  const folder = join(golden, entry.name);
  for (const name of readdirSync(folder)) {
    // The specs stay; all else is made of them.
    if (!name.endsWith(".yaml")) {
      rmSync(join(folder, name), { recursive: true });
    }
  }
}
const vitest = createRequire(import.meta.url).resolve("vitest/package.json");
const { status } = spawnSync(
  process.execPath,
  [join(dirname(vitest), "vitest.mjs"), "run", "test/golden", "--update"],
  { cwd: root, stdio: "inherit" },
);
process.exitCode = status ?? 1;
