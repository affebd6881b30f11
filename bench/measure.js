// Measures commands as whole processes, in turn, so that a machine that slows down does so for all of them.
import { spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @typedef {object} Command
 * @property {string} name
 * @property {string} program
 * @property {readonly string[]} args
 * @property {string} cwd
 * @property {string=} input a file to read as standard input
 * @property {(() => void)=} before undoes what the last run left, outside of the measurement
 */

/** @typedef {{ readonly time: number, readonly cpu: number, readonly memory: number }} Figures in seconds, and MiB */

/**
 * Runs commands in turn, and returns the medians of each; the first round fills the caches of the disk.
 *
 * @param {readonly Command[]} commands
 * @param {number} runs
 * @returns {readonly Figures[]}
 */
export function measure(commands, runs) {
  const all = commands.map((command) => ({
    command,
    figures: /** @type {Figures[]} */ ([]),
  }));
  for (let run = -1; run < runs; run += 1)
    for (const { command, figures } of all) {
      const once = measureOnce(command);
      if (run >= 0) figures.push(once);
    }
  return all.map(({ figures }) => ({
    time: median(figures.map(({ time }) => time)),
    cpu: median(figures.map(({ cpu }) => cpu)),
    memory: median(figures.map(({ memory }) => memory)),
  }));
}

/**
 * @param {Command} command
 * @returns {Figures}
 */
function measureOnce({ program, args, cwd, input, before }) {
  before?.();
  const stdin = input === undefined ? "ignore" : openSync(input, "r");
  const start = process.hrtime.bigint();
  // GNU time writes the peak of the memory; bash the time of the processor, which GNU time rounds to 10 ms.
  const { status, stderr } = spawnSync(
    "/usr/bin/time",
    [
      ...["--format=memory %M", "bash", "-c"],
      ...[`TIMEFORMAT="cpu %3U %3S"; time "$0" "$@"`, program, ...args],
    ],
    {
      cwd,
      env: environment(),
      stdio: [stdin, "ignore", "pipe"],
      maxBuffer: 2 ** 28,
    },
  );
  const time = Number(process.hrtime.bigint() - start) / 1e9;
  if (typeof stdin === "number") closeSync(stdin);
  const said = stderr.toString();
  const [, user, system] = /^cpu ([\d.]+) ([\d.]+)$/mu.exec(said) ?? [];
  const [, memory] = /^memory (\d+)$/mu.exec(said) ?? [];
  if (memory === undefined || (status !== 0 && status !== 1))
    throw new Error(`${program} ${args.join(" ")}: ${said.slice(0, 2000)}`);
  return {
    time,
    cpu: Number(user) + Number(system),
    memory: Math.round(Number(memory) / 1024),
  };
}

/**
 * `tunegen check` that compiles: what standard input came to is not kept.
 *
 * @param {Command} check
 * @returns {Command}
 */
export function compiling({ name, ...check }) {
  return {
    ...check,
    name: `${name}, compiled`,
    args: [...check.args, "--file", "-"],
    input: join(check.cwd, "tuning.yaml"),
  };
}

/** Node reads these certificates at start, which takes longer than the program. */
function environment() {
  const env = { ...process.env };
  delete env["NODE_EXTRA_CA_CERTS"];
  return env;
}

/** @param {readonly number[]} values */
function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The processor of this machine, for the heading of the results. */
export function processor() {
  const [, model = "an unknown processor"] =
    /^model name\s*: (.*)$/mu.exec(readFileSync("/proc/cpuinfo", "utf8")) ?? [];
  return model;
}
