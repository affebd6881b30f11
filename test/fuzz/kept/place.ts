import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { basename, dirname } from "node:path";
import { type Ended, obedience, Workspace } from "../../cli/tunegen.js";
import { hasProgram, run } from "../../support/programs.js";

/** With it, a command keeps nothing, and reads nothing that was kept. */
const keepsNothing = { NODE_DISABLE_COMPILE_CACHE: "1" };

/** A folder with a spec, one above it, and the user's cache. */
export class Place {
  readonly #workspace = new Workspace();
  readonly #isObedient = hasProgram(obedience);

  constructor(files: Readonly<Record<string, string>>) {
    mkdirSync(this.#workspace.path("cache"));
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  /** The absolute path of what is in the folder of the spec. */
  path(path: string): string {
    return this.#workspace.path(`work/${path}`);
  }

  /** Writes a file, whatever was in its place. */
  write(path: string, text: string | Buffer): void {
    this.remove(path);
    this.#workspace.write(`work/${path}`, text);
  }

  read(path: string): string {
    return this.#bytes(path).toString();
  }

  edit(path: string, change: (text: string) => string): void {
    this.write(path, change(this.read(path)));
  }

  remove(path: string): void {
    rmSync(this.path(path), { recursive: true, force: true });
  }

  /** Removes all but what is kept. */
  clear(): void {
    for (const name of readdirSync(this.path(""))) this.remove(name);
    for (const name of [".git", ".prettierrc"]) this.remove(`../${name}`);
  }

  /** Moves what is at a path aside, and leaves a link to it. */
  link(path: string): void {
    const moved = `${basename(path)}.moved`;
    this.remove(moved);
    renameSync(this.path(path), this.path(moved));
    symlinkSync(this.path(moved), this.path(path));
  }

  linkTo(path: string, to: string): void {
    this.remove(path);
    symlinkSync(to, this.path(path));
  }

  hardLink(path: string): void {
    const other = this.path(`${basename(path)}.twin`);
    rmSync(other, { force: true });
    linkSync(this.path(path), other);
  }

  pipe(path: string): void {
    this.remove(path);
    mkdirSync(dirname(this.path(path)), { recursive: true });
    run("mkfifo", [this.path(path)]);
  }

  folder(path: string): void {
    this.remove(path);
    mkdirSync(this.path(path), { recursive: true });
  }

  /** Exchanges two files. */
  swap(path: string, other: string): void {
    const aside = this.path("aside");
    renameSync(this.path(path), aside);
    renameSync(this.path(other), this.path(path));
    renameSync(aside, this.path(other));
  }

  rights(path: string, mode: number): void {
    chmodSync(this.path(path), mode);
  }

  /** The paths of what is kept of specs. */
  kept(): readonly string[] {
    const folder = "../cache/tunegen/specs";
    return existsSync(this.path(folder))
      ? readdirSync(this.path(folder)).map((name) => `${folder}/${name}`)
      : [];
  }

  damage(path: string, change: (bytes: Buffer) => Buffer): void {
    this.write(path, change(this.#bytes(path)));
    this.rights(path, 0o600);
  }

  run(command: string, isKept = true): Promise<Ended> {
    return this.#workspace.start(
      command.split(" ").filter((word) => word !== ""),
      {
        cwd: "work",
        obedient: this.#isObedient,
        env: {
          XDG_CACHE_HOME: this.#workspace.path("cache"),
          ...(!isKept && keepsNothing),
        },
      },
    );
  }

  end(): void {
    const { folder } = this.#workspace;
    run("chmod", ["-R", "u+rwX", folder]);
    rmSync(folder, { recursive: true, force: true });
  }

  /** What is not a file counts as empty: a named pipe would wait for a writer. */
  #bytes(path: string): Buffer {
    return statSync(this.path(path)).isFile()
      ? this.#workspace.bytes(`work/${path}`)
      : Buffer.alloc(0);
  }
}
