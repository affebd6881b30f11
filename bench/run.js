// Measures tunegen and writes bench/RESULTS.md: `npm run bench -- [runs] [folder of another checkout that is built]`.
// It needs bash and /usr/bin/time; Pkl is installed into a scratch folder from npm, and left out with a word where that fails.
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import { loadFunction } from "../scripts/load-source.js";
import { starts } from "./installed.js";
import { keys, manyHosts } from "./many-hosts.js";
import { compiling, measure, processor } from "./measure.js";
import { installPkl, pklModule, sameFiles } from "./pkl.js";
import { alikeHosts, growing } from "./specs.js";

const runs = Number(process.argv[2] ?? 21);
const [, , , other] = process.argv;
const root = fileURLToPath(new URL("..", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "tunegen-bench-"));
const node = process.execPath;
const bin = join(root, "dist", "bin.cjs");

/** @typedef {import("./measure.js").Command} Command */
/** @typedef {import("./measure.js").Figures} Figures */

/** @type {string[]} */
const lines = [];

// What tunegen keeps for its next run is not of the user's cache.
const cache = join(scratch, "cache");
process.env["XDG_CACHE_HOME"] = cache;

try {
  lines.push(
    "# Results",
    "",
    `<!-- Written by \`npm run bench\`. Do not edit. -->`,
    "",
    `Medians on ${cpus().length} CPUs (${processor()}), Node ${process.version}, without \`NODE_EXTRA_CA_CERTS\`. The commands of a table run in turn, so that its ratios hold where the seconds do not.`,
    "",
  );
  for (const { title, rows } of starts(scratch, root, other))
    table(title, "`node -e 0`", runs, rows);
  against();
  scale();
  await stages();
  writeFileSync(
    join(root, "bench", "RESULTS.md"),
    await format(`${lines.join("\n")}\n`, { parser: "markdown" }),
  );
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** The same files from Pkl, and from a program that only reads and writes. */
function against() {
  const folder = workspace("hosts", manyHosts(1000, 40));
  tunegen(folder, "build");
  const files = [
    "sysctl.d/99-tuning.conf",
    "modules-load.d/90-tuning.conf",
  ].map((path) => {
    const full = `out/sysctl.d/host-host00000/${path}`;
    return { path: full, text: readFileSync(join(folder, full), "utf8") };
  });
  const module = join(scratch, "hosts.pkl");
  writeFileSync(module, pklModule(1000, keys, files));
  const pkl = installPkl(join(scratch, "pkl"));
  // Not removed: for a minute, ext4 looks for an inode among those that were freed, at 0.3 ms for each new file.
  let moved = 0;
  const emptied = (/** @type {string} */ path) => () => {
    if (!existsSync(path)) return;
    moved += 1;
    renameSync(path, join(scratch, `moved-${moved}`));
  };
  const built = workspace("built", manyHosts(1000, 40));
  const current = {
    name: "`tunegen check`, all current",
    program: node,
    args: [bin, "check"],
    cwd: folder,
    // The build from nothing took away what an earlier run kept.
    before: () => {
      tunegen(folder, "check");
    },
  };
  const nothing = [join(built, "out"), join(cache, "tunegen/specs")].map(
    emptied,
  );
  table(
    "1,000 hosts with 40 settings each, 2,000 files",
    "Pkl",
    Math.min(runs, 7),
    [
      ...(pkl === undefined
        ? []
        : [
            /** @type {[Command]} */ ([
              {
                name: "Pkl",
                program: pkl,
                args: ["eval", "-m", join(scratch, "pkl-out"), module],
                cwd: scratch,
                before: emptied(join(scratch, "pkl-out")),
              },
            ]),
          ]),
      [
        {
          name: "`tunegen build` from nothing",
          program: node,
          args: [bin, "build"],
          cwd: built,
          before: () => {
            for (const empty of nothing) empty();
          },
        },
        "at most 0.8 x",
      ],
      [current, "at most 0.7 x"],
      [compiling(current), "at most 0.7 x"],
      [
        {
          ...floor("build", folder, join(scratch, "floor-built")),
          before: emptied(join(scratch, "floor-built")),
        },
      ],
      [floor("check", folder)],
    ],
  );
  if (pkl === undefined) lines.push("Pkl could not be installed.", "");
  else {
    sameFiles(folder, join(scratch, "pkl-out"));
    lines.push("Pkl's files are the same, byte for byte.", "");
  }
}

/**
 * The program that only reads the YAML and writes the files, or compares them; for `check`, it has written them before.
 *
 * @param {"build" | "check"} command
 * @param {string} cwd the folder of the spec
 * @returns {Command}
 */
function floor(command, cwd, out = join(cwd, "floor")) {
  const program = join(root, "bench", "floor.js");
  const rest = [join(cwd, "tuning.yaml"), out];
  if (command === "check") spawnSync(node, [program, "build", ...rest]);
  return {
    name: `the floor of \`${command}\` (bench/floor.js)`,
    program: node,
    args: [program, command, ...rest],
    cwd,
  };
}

/** What grows, against its smaller self. */
function scale() {
  /** @type {(name: string, spec: string, command: "check" | "lint") => Command} */
  const command = (name, spec, which) => {
    const cwd = workspace(name.replaceAll(/\W+/gu, "-"), spec);
    if (which === "check") tunegen(cwd, "build");
    return { name, program: node, args: [bin, which], cwd };
  };
  const few = 3;
  for (const [kind, title, spec, goal] of /** @type {const} */ ([
    [
      "hosts",
      "Hosts with 40 settings of their own",
      (/** @type {number} */ hosts) => manyHosts(hosts, 40),
      "at most 11 x, 600 MiB",
    ],
    [
      "alike",
      "Hosts that have what their role has",
      alikeHosts,
      "at most 1.5 s",
    ],
  ])) {
    const fewer = command(`1,000 ${kind}`, spec(1000), "check");
    const many = command(`10,000 ${kind}`, spec(10_000), "check");
    table(`${title}, \`check\``, "1,000", few, [
      [compiling(fewer)],
      [compiling(many), goal],
      [many, goal],
      [floor("check", many.cwd)],
    ]);
  }
  for (const { title, spec, sizes } of growing)
    table(title, String(sizes[0]), few, [
      [command(`${title} ${sizes[0]}`, spec(sizes[0]), "lint")],
      [command(`${title} ${sizes[1]}`, spec(sizes[1]), "lint")],
    ]);
}

/** Where the time goes within the process. */
async function stages() {
  /** @typedef {readonly { readonly name: string, readonly milliseconds: number }[]} Phases */
  /** @type {() => (path: string) => Promise<Phases>} */
  const load = await loadFunction("bench/phases.ts", "phases");
  const phases = load();
  const folder = workspace("stages", manyHosts(1000, 40));
  tunegen(folder, "build");
  const spec = join(folder, "tuning.yaml");
  // The first run is slower: V8 has not compiled anything yet.
  await phases(spec);
  /** @type {Phases[]} */
  const rounds = [];
  for (let round = 0; round < 5; round += 1) rounds.push(await phases(spec));
  lines.push(
    "## Stages, 1,000 hosts with 40 settings each, within one process",
    "",
    "| stage | ms |",
    "| --- | ---: |",
    ...(rounds[0] ?? []).map(({ name }, at) => {
      const all = rounds.map((round) => round[at]?.milliseconds ?? 0);
      const middle = all.toSorted((a, b) => a - b)[2] ?? 0;
      return `| ${name} | ${middle.toFixed(0)} |`;
    }),
    "",
  );
}

/**
 * Measures commands and adds a table of them. Ratios are to the first.
 *
 * @param {string} title
 * @param {string} unit what the ratios are to
 * @param {number} times
 * @param {readonly (readonly [Command, string?])[]} rows with their goals
 */
function table(title, unit, times, rows) {
  const measured = measure(
    rows.map(([command]) => command),
    times,
  );
  const [first] = measured;
  if (first === undefined) throw new Error(`nothing was measured for ${title}`);
  console.log(title);
  lines.push(
    `## ${title}`,
    "",
    `| command | CPU s | x ${unit} | wall s | x ${unit} | MiB | goal |`,
    "| --- | ---: | ---: | ---: | ---: | ---: | --- |",
    ...measured.map(({ cpu, time, memory }, at) => {
      const [command, goal = ""] = rows[at] ?? [];
      const ratios = [cpu / first.cpu, time / first.time].map((ratio) =>
        ratio.toFixed(2),
      );
      return `| ${command?.name ?? ""} | ${cpu.toFixed(3)} | ${ratios[0] ?? ""} | ${time.toFixed(3)} | ${ratios[1] ?? ""} | ${memory} | ${goal} |`;
    }),
    "",
  );
}

/** Makes a folder with a spec. */
function workspace(/** @type {string} */ name, /** @type {string} */ spec) {
  const path = join(scratch, name, "tuning.yaml");
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, spec);
  return dirname(path);
}

/** Runs a command of tunegen that has to succeed. */
function tunegen(/** @type {string} */ cwd, /** @type {string} */ command) {
  const { status, stderr } = spawnSync(node, [bin, command, "--quiet"], {
    cwd,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr.slice(0, 2000));
}
