import { spawn } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
  existsSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "..", "..", "..");
const bin = join(root, "dist", "bin.cjs");
const hook = join(import.meta.dirname, "hook.js");

/** What happens at a call of the file system, as `hook.js` describes it. */
export interface Incident {
  readonly at: number;
  readonly code?: string;
  readonly kill?: "before" | "after";
  readonly only?: readonly string[];
}

export interface Ended {
  /** Null if it was killed. */
  readonly status: number | null;
  readonly said: string;
}

/** Files by path. */
export type Files = ReadonlyMap<string, string>;

/** A folder with a spec, as one build or another left it. */
export class Scene {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "tunegen-fuzz-")));

  constructor(from?: string) {
    if (from !== undefined) cpSync(from, this.folder, { recursive: true });
    mkdirSync(join(this.folder, "cache"), { recursive: true });
  }

  write(path: string, text: string): void {
    const at = join(this.folder, path);
    mkdirSync(dirname(at), { recursive: true });
    writeFileSync(at, text);
  }

  /** Runs tunegen here; an incident happens to it if there is one. */
  run(command: string, incident?: Incident, count?: string): Promise<Ended> {
    const fault = { under: this.folder, at: -1, ...incident, count };
    const isHooked = incident !== undefined || count !== undefined;
    return new Promise((resolve, reject) => {
      const child = spawn(
        process.execPath,
        [...(isHooked ? ["--import", hook] : []), bin, command],
        {
          cwd: this.folder,
          env: {
            ...process.env,
            NO_COLOR: "1",
            XDG_CACHE_HOME: join(this.folder, "cache"),
            ...(isHooked && { TUNEGEN_FAULT: JSON.stringify(fault) }),
          },
          stdio: ["ignore", "pipe", "pipe"],
        },
      );
      let said = "";
      const hear = (chunk: Buffer): void => {
        said += chunk.toString();
      };
      child.stdout.on("data", hear);
      child.stderr.on("data", hear);
      child.on("error", reject);
      child.on("close", (status) => {
        resolve({ status, said });
      });
    });
  }

  /** Every file below the output folder. */
  files(): Files {
    const out = join(this.folder, "out");
    if (!existsSync(out)) return new Map();
    return new Map(
      readdirSync(out, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
        .map((path) => [
          path.slice(this.folder.length + 1),
          readFileSync(path, "utf8"),
        ]),
    );
  }

  /** Makes the lock of a killed build as old as it is when it no longer counts, so that no test waits for that. */
  ageLock(): void {
    for (const entry of readdirSync(this.folder, {
      recursive: true,
      withFileTypes: true,
    })) {
      const path = join(entry.parentPath, entry.name);
      if (path.endsWith("/.tunegen-lock")) utimesSync(path, 0, 0);
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
