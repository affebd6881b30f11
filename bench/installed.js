// tunegen as npm installs it, and the versions of Node that it supports.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { compiling } from "./measure.js";

const root = fileURLToPath(new URL("..", import.meta.url));

/** @typedef {import("./measure.js").Command} Command */
/** @typedef {readonly [Command, string?]} Row a command, and its goal */

/** The major versions, the first of which built the package. */
const versions = /** @type {const} */ ([20, 22, 24]);

/**
 * How fast the installed command starts and checks a spec, on each version of Node.
 *
 * @param {string} scratch
 * @param {string} cwd where the spec is
 * @param {string} [other] another checkout, which checks its own spec
 * @returns {readonly { readonly title: string, readonly rows: readonly Row[] }[]}
 */
export function starts(scratch, cwd, other) {
  const folder = join(scratch, "installed");
  mkdirSync(folder);
  const installed = installPackage(folder);
  return versions.map((version) => {
    const program = installNode(version);
    /** @type {(name: string, args: readonly string[], at?: string) => Command} */
    const command = (name, args, at = cwd) => ({
      name,
      program,
      args,
      cwd: at,
    });
    const check = command("`tunegen check`, this repository", [
      installed,
      "check",
    ]);
    return {
      title: `Start, from the package, on Node ${version}`,
      rows: [
        [command("`node -e 0`", ["-e", "0"])],
        [
          command("`tunegen --version`", [installed, "--version"]),
          "at most 1.3 x",
        ],
        [check, "at most 3.5 x"],
        [compiling(check), "at most 3.5 x"],
        [
          command("the floor of `check` (bench/floor.js)", [
            join(root, "bench", "floor.js"),
            ...["read", "tuning.yaml", "out"],
          ]),
        ],
        ...(other === undefined
          ? []
          : [
              /** @type {Row} */ ([
                command(
                  "the other checkout's `check`",
                  [join(resolve(other), "dist", "bin.cjs"), "check"],
                  resolve(other),
                ),
              ]),
            ]),
      ],
    };
  });
}

/**
 * Packs tunegen and installs the package.
 *
 * @param {string} folder
 * @returns {string} its program
 */
function installPackage(folder) {
  const packed = npm(["pack", "--json", "--pack-destination", folder]);
  /** @type {readonly [{ readonly filename: string }]} */
  const [{ filename }] = JSON.parse(packed);
  npm([
    "install",
    "--prefix",
    folder,
    "--ignore-scripts",
    join(folder, filename),
  ]);
  return join(folder, "node_modules", "tunegen", "dist", "bin.cjs");
}

/**
 * Finds a version of Node, which the tests of the package install as well.
 *
 * @param {number} version
 * @returns {string} its program
 */
function installNode(version) {
  const folder =
    process.env["TUNEGEN_INSTALLERS"] ??
    join(homedir(), ".cache", "tunegen", "installers");
  const script = join(root, "test", "package", "fetch-installers.sh");
  run("sh", [script, folder]);
  const program = join(folder, "node_modules", `node${version}`, "bin", "node");
  if (!existsSync(program)) throw new Error(`there is no ${program}`);
  return program;
}

function npm(/** @type {readonly string[]} */ args) {
  return run("npm", [...args, "--silent", "--no-audit", "--no-fund"]);
}

function run(
  /** @type {string} */ program,
  /** @type {readonly string[]} */ args,
) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
  return stdout;
}
