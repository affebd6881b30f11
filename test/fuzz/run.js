// Fuzzes for a while: `npm run fuzz -- --seconds 600 --seed 7`. The same seed draws the same cases.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

const LONGEST = 600;

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});
const seconds = Math.min(Number(values.seconds), LONGEST);
if (!(seconds > 0 && Number.isInteger(Number(values.seed)))) {
  console.error("--seconds and --seed take numbers");
  process.exit(2);
}

// As many files run at once as there are CPUs, and then the next ones.
const files = readdirSync(import.meta.dirname, {
  recursive: true,
  encoding: "utf8",
}).filter((name) => name.endsWith(".test.ts"));
const rounds = Math.ceil(files.length / availableParallelism());

const root = join(import.meta.dirname, "..", "..");
console.log(`fuzzing for ${seconds} seconds with --seed ${values.seed}`);
const { status } = spawnSync(
  process.execPath,
  [
    join(root, "node_modules", "vitest", "vitest.mjs"),
    ...["run", "--project", "long", "test/fuzz/"],
  ],
  {
    cwd: root,
    stdio: "inherit",
    env: {
      ...process.env,
      FUZZ_SECONDS: String(seconds / rounds),
      FUZZ_SEED: values.seed,
    },
  },
);
process.exitCode = status ?? 1;
