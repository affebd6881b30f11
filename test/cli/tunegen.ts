import { spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { expect, onTestFinished } from "vitest";

/** The command as it is installed. */
export const bin = join(import.meta.dirname, "..", "..", "dist", "bin.cjs");

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Without root's right to pass over the permissions of files. */
  readonly obedient?: boolean;
  /** From a copy, beside which no package is installed. */
  readonly alone?: boolean;
}

const isRoot = process.getuid?.() === 0;

/** The program that takes that right away; a user has none to begin with. */
export const obedience = isRoot ? "setpriv" : process.execPath;

/** A folder of its own for a test, with `tuning.yaml` and whatever else is put there. */
export class Workspace {
  readonly folder: string;

  constructor(files: Readonly<Record<string, string | Buffer>> = {}) {
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), "tunegen-cli-")));
    for (const [path, content] of Object.entries(files))
      this.write(path, content);
    onTestFinished(() => {
      for (const folder of [this.folder, this.#cache])
        rmSync(folder, { recursive: true, force: true });
    });
  }

  path(path: string): string {
    return join(this.folder, path);
  }

  write(path: string, content: string | Buffer): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), content);
  }

  read(path: string): string {
    return this.bytes(path).toString();
  }

  bytes(path: string): Buffer {
    return readFileSync(this.path(path));
  }

  /** Changes a file as an editor would. */
  edit(path: string, change: (text: string) => string): void {
    this.write(path, change(this.read(path)));
  }

  /** Every file below the folder, sorted. */
  files(): readonly string[] {
    return readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) =>
        join(entry.parentPath, entry.name).slice(this.folder.length + 1),
      )
      .sort();
  }

  /** Runs a command line to its end. Whatever it is, it never ends in a stack trace. */
  run(args: readonly string[], options: RunOptions = {}): Ended {
    const { status, stdout, stderr, error } = spawnSync(
      ...this.#command(args, options),
      { encoding: "utf8", maxBuffer: 1 << 28, ...this.#spawning(options) },
    );
    if (error !== undefined) throw error;
    return sound({ code: status, out: stdout, err: stderr });
  }

  /** The one error of a command that has no package beside it, and writes nothing. */
  errorAlone(args: readonly string[]): string {
    const { code, err } = this.run(args, { alone: true });
    expect(code).toBe(2);
    expect(err.match(/^error: /gmu)).toHaveLength(1);
    expect(existsSync(this.path("out"))).toBe(false);
    return err;
  }

  /** The same without waiting: several at once. */
  async start(
    args: readonly string[],
    options: RunOptions = {},
  ): Promise<Ended> {
    const child = spawn(
      ...this.#command(args, options),
      this.#spawning(options),
    );
    let out = "";
    let err = "";
    child.stdout.on("data", (text: Buffer) => (out += text.toString()));
    child.stderr.on("data", (text: Buffer) => (err += text.toString()));
    child.stdin.end(options.input);
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", resolve);
    });
    return sound({ code, out, err });
  }

  /** The user's cache, so that what a command keeps for the next one is used. */
  get #cache(): string {
    return `${this.folder}.cache`;
  }

  #command(
    args: readonly string[],
    { obedient, alone }: RunOptions,
  ): [program: string, args: readonly string[]] {
    const words = [alone === true ? this.#copy() : bin, ...args];
    return isRoot && obedient === true
      ? [
          "setpriv",
          [
            "--bounding-set=-dac_override,-dac_read_search",
            process.execPath,
            ...words,
          ],
        ]
      : [process.execPath, words];
  }

  #copy(): string {
    cpSync(dirname(bin), this.path(".tunegen"), { recursive: true });
    return this.path(join(".tunegen", basename(bin)));
  }

  #spawning({ input, env = {}, cwd = "." }: RunOptions) {
    // No colours, and no settings of whoever runs the tests.
    return {
      cwd: this.path(cwd),
      env: {
        PATH: process.env["PATH"],
        XDG_CACHE_HOME: this.#cache,
        ...env,
      },
      ...(input !== undefined && { input }),
    };
  }
}

function sound(ended: Ended): Ended {
  for (const text of [ended.out, ended.err]) {
    expect(text).not.toMatch(/^ {2,}at .*[:(]\S*\d+\)?$/mu);
    expect(text).not.toMatch(/(?:fault of|bug in) tunegen/u);
    expect(text).not.toMatch(/undefined|\[object /u);
  }
  return ended;
}

/** A small spec of one NixOS role: one file is written. */
export const small = `version: 1
roles:
  worker:
    why: Workers
    node: { os: nixos, kernel: "6.12" }
    sysctl:
      net.core.somaxconn: 8192 # Longer queues
`;

/** Where the small spec's file goes. */
export const output = "out/nixos/role-worker.nix";
