// Prints how long tunegen takes as ratios to a bare `node -e 0`, as medians of one run: `npm run bench [runs]`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { manyHosts } from "./many-hosts.js";

const runs = Number(process.argv[2] ?? 41);
const root = fileURLToPath(new URL("..", import.meta.url));
const bin = join(root, "dist", "bin.cjs");
// Node reads these certificates at start, which takes longer than the program.
const env = { ...process.env };
delete env["NODE_EXTRA_CA_CERTS"];

/** @type {readonly { name: string; args: readonly string[]; limit?: number }[]} */
const commands = [
  { name: "node -e 0", args: ["-e", "0"] },
  { name: "tunegen --version", args: [bin, "--version"], limit: 1.3 },
  { name: "tunegen check", args: [bin, "check"], limit: 2.2 },
];

/** @type {number[][]} */
const times = commands.map(() => []);
for (let run = -1; run < runs; run += 1) {
  // In turn, so that a machine that slows down does so for all of them.
  commands.forEach(({ args }, index) => {
    const milliseconds = time(args);
    if (run >= 0) times[index]?.push(milliseconds);
  });
}
const [bare = Number.NaN] = times.map(median);
console.log(`medians of ${runs} runs on Node ${process.version}\n`);
commands.forEach(({ name, limit }, index) => {
  const middle = median(times[index] ?? []);
  const goal = limit === undefined ? "" : ` (goal: ${limit.toFixed(1)} x)`;
  console.log(
    `${name.padEnd(18)} ${middle.toFixed(1).padStart(7)} ms ${(middle / bare).toFixed(2).padStart(6)} x${goal}`,
  );
});

const scratch = mkdtempSync(join(tmpdir(), "tunegen-bench-"));
try {
  writeFileSync(join(scratch, "tuning.yaml"), manyHosts(1000, 40));
  for (const name of ["build", "check"]) {
    const milliseconds = time([bin, name], scratch);
    const memory = peakMemory([bin, name], scratch);
    console.log(
      `${name}, 1,000 hosts x 40 settings: ${(milliseconds / 1000).toFixed(2)} s, ${(milliseconds / bare).toFixed(0)} x, peak memory ${memory}`,
    );
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/**
 * @param {readonly string[]} args
 * @param {string} [cwd]
 */
function time(args, cwd = root) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd,
    env,
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (status !== 0)
    throw new Error(`${args.join(" ")} failed:\n${stderr.toString()}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/**
 * @param {readonly string[]} args
 * @param {string} cwd
 */
function peakMemory(args, cwd) {
  const report = `process.on("exit", () => console.error("peak", process.resourceUsage().maxRSS))`;
  const preload = `data:text/javascript,${encodeURIComponent(report)}`;
  const { stderr } = spawnSync(
    process.execPath,
    ["--import", preload, ...args],
    { cwd, env },
  );
  const kibibytes = /peak (\d+)/.exec(stderr.toString())?.[1];
  return kibibytes === undefined
    ? "unknown"
    : `${Math.round(Number(kibibytes) / 1024)} MiB`;
}

/** @param {readonly number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
