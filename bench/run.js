// Prints how long tunegen takes, and how much CPU time, as ratios to a bare `node -e 0`, as medians:
// `npm run bench -- [runs] [folder of another checkout that is built, to compare with]`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { manyHosts } from "./many-hosts.js";

const runs = Number(process.argv[2] ?? 41);
const other = process.argv[3];
const root = fileURLToPath(new URL("..", import.meta.url));
const bin = binOf(root);
// Node reads these certificates at start, which takes longer than the program.
const env = { ...process.env };
delete env["NODE_EXTRA_CA_CERTS"];

const scratch = mkdtempSync(join(tmpdir(), "tunegen-bench-"));
const usageReport = join(scratch, "usage.cjs");
writeFileSync(
  usageReport,
  `process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  require("node:fs").writeSync(2, "usage " + (userCPUTime + systemCPUTime) + " " + maxRSS + "\\n");
});
`,
);

/** @typedef {{ name: string, args: readonly string[], cwd?: string, limit?: number }} Command */

/** @type {readonly Command[]} */
const commands = [
  { name: "node -e 0", args: ["-e", "0"] },
  { name: "tunegen --version", args: [bin, "--version"], limit: 1.3 },
  { name: "tunegen check", args: [bin, "check"], limit: 2.2 },
  ...(other === undefined
    ? []
    : [
        {
          name: "the other's check",
          args: [binOf(resolve(other)), "check"],
          cwd: resolve(other),
        },
      ]),
];

try {
  const measured = measureInTurn(commands);
  const bare = measured[0];
  if (bare === undefined) throw new Error("nothing was measured");
  console.log(`medians of ${runs} runs on Node ${process.version}\n`);
  for (const { command, time, cpu } of measured) {
    const goal =
      command.limit === undefined
        ? ""
        : ` (goal: ${command.limit.toFixed(1)} x)`;
    console.log(
      `${command.name.padEnd(18)}${figures(time, bare.time)}   CPU${figures(cpu, bare.cpu)}${goal}`,
    );
  }
  writeFileSync(join(scratch, "tuning.yaml"), manyHosts(1000, 40));
  for (const name of ["build", "check"]) {
    const command = { name, args: [bin, name], cwd: scratch };
    const milliseconds = time(command);
    const { cpu, memory } = usage(command);
    console.log(
      `${name}, 1,000 hosts x 40 settings: ${(milliseconds / 1000).toFixed(2)} s, ${(milliseconds / bare.time).toFixed(0)} x, CPU ${(cpu / 1000).toFixed(2)} s, peak memory ${memory} MiB`,
    );
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/**
 * Runs commands in turn, so that a machine that slows down does so for all of them.
 *
 * @param {readonly Command[]} measured
 */
function measureInTurn(measured) {
  const all = measured.map((command) => ({
    command,
    times: /** @type {number[]} */ ([]),
    cpus: /** @type {number[]} */ ([]),
  }));
  for (let run = -1; run < runs; run += 1) {
    for (const { command, times, cpus } of all) {
      const milliseconds = time(command);
      const { cpu } = usage(command);
      // The first run fills the caches of the disk.
      if (run < 0) continue;
      times.push(milliseconds);
      cpus.push(cpu);
    }
  }
  return all.map(({ command, times, cpus }) => ({
    command,
    time: median(times),
    cpu: median(cpus),
  }));
}

/**
 * @param {Command} command
 * @returns {number} milliseconds from start to end
 */
function time(command) {
  const start = process.hrtime.bigint();
  run(command, []);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/**
 * @param {Command} command
 * @returns {{ cpu: number, memory: number }} milliseconds of CPU, and the peak in MiB
 */
function usage(command) {
  const said = run(command, ["--require", usageReport]);
  const [, cpu, memory] = /usage (\d+) (\d+)/.exec(said) ?? [];
  return {
    cpu: Number(cpu) / 1000,
    memory: Math.round(Number(memory) / 1024),
  };
}

/**
 * @param {Command} command
 * @param {readonly string[]} options of Node
 * @returns {string} standard error
 */
function run({ args, cwd = root }, options) {
  const { status, stderr } = spawnSync(
    process.execPath,
    [...options, ...args],
    {
      cwd,
      env,
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  const said = stderr.toString();
  if (status !== 0) throw new Error(`${args.join(" ")} failed:\n${said}`);
  return said;
}

/** @param {string} folder of a checkout */
function binOf(folder) {
  return join(folder, "dist", "bin.cjs");
}

/**
 * @param {number} milliseconds
 * @param {number} bare those of `node -e 0`
 */
function figures(milliseconds, bare) {
  return `${milliseconds.toFixed(1).padStart(8)} ms ${(milliseconds / bare).toFixed(2).padStart(6)} x`;
}

/** @param {readonly number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
