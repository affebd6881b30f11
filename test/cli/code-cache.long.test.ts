import {
  chmodSync,
  cpSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { run, type Run } from "../support/programs.js";
import { bin, small, Workspace } from "./tunegen.js";

const cache = "cache/tunegen/v8";

/** The command ends as it should, and neither Node nor tunegen has anything to say. */
const fine = {
  status: 0,
  stderr: expect.not.stringMatching(/error|warning|trace/iu) as unknown,
};

/** A workspace with a copy of the command, as it is installed for another V8 than the one that it was built with. */
function installed(): Workspace {
  const workspace = new Workspace({ "tuning.yaml": small });
  cpSync(dirname(bin), workspace.path("dist"), {
    recursive: true,
    filter: (path) => !path.endsWith(".cache"),
  });
  return workspace;
}

/** The same after its first run. */
function filled(): Workspace {
  const workspace = installed();
  expect(command(workspace, "build")).toMatchObject(fine);
  return workspace;
}

function command(
  workspace: Workspace,
  name: string,
  env: Readonly<Record<string, string>> = {
    XDG_CACHE_HOME: workspace.path("cache"),
  },
): Run {
  const program = workspace.path("dist/bin.cjs");
  return run(process.execPath, [program, name], undefined, {
    cwd: workspace.folder,
    env,
  });
}

/** The files below a folder with their contents. */
function contents(path: string): ReadonlyMap<string, Buffer> {
  return new Map(
    readdirSync(path).map((name) => [name, readFileSync(join(path, name))]),
  );
}

/** Bytes of which two that follow each other are wrong. */
function damaged(bytes: Buffer, share: number): Buffer {
  const copy = Buffer.from(bytes);
  const at = Math.floor((bytes.length - 2) * share);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  copy[at + 1] = (copy[at + 1] ?? 0) ^ 0xff;
  return copy;
}

const shares = [0, 0.001, 0.2, 0.4, 0.6, 0.9, 1];

describe("V8's compiled form of the command", () => {
  test("is stored in a private folder by the first run, and used by the next", () => {
    const workspace = filled();
    expect(statSync(workspace.path(cache)).mode & 0o777).toBe(0o700);
    const before = contents(workspace.path(cache));
    const form = `${process.versions.v8}-${process.platform}-${process.arch}`;
    expect(
      [...before.keys()].map((name) => name.replace(/-\w+$/u, "")),
    ).toEqual([`command-line.cjs-${form}`, `commands.cjs-${form}`]);
    for (const path of before.keys())
      expect(statSync(workspace.path(join(cache, path))).mode & 0o777).toBe(
        0o600,
      );
    const files = [...before.keys()].map((path) =>
      workspace.path(join(cache, path)),
    );
    const numbers = files.map((path) => statSync(path).ino);
    expect(command(workspace, "check")).toMatchObject(fine);
    expect(contents(workspace.path(cache))).toEqual(before);
    // One that V8 refused would be stored anew.
    expect(files.map((path) => statSync(path).ino)).toEqual(numbers);
  });

  test("is not stored where that of the build fits", () => {
    const workspace = installed();
    cpSync(dirname(bin), workspace.path("dist"), { recursive: true });
    expect(command(workspace, "build")).toMatchObject(fine);
    expect(workspace.files().join()).not.toContain(cache);
  });

  test("is not used where it is damaged, and stored anew", () => {
    const workspace = filled();
    for (const [name, bytes] of contents(workspace.path(cache))) {
      const path = workspace.path(join(cache, name));
      for (const wrong of [
        ...shares.map((share) => damaged(bytes, share)),
        bytes.subarray(0, bytes.length / 2),
        Buffer.alloc(0),
      ]) {
        writeFileSync(path, wrong);
        expect(command(workspace, "check")).toMatchObject(fine);
        expect(readFileSync(path).equals(wrong)).toBe(false);
      }
    }
  });

  test("is not used beside the bundle where it is damaged", () => {
    const workspace = new Workspace({ "tuning.yaml": small });
    cpSync(dirname(bin), workspace.path("dist"), { recursive: true });
    const forms = readdirSync(workspace.path("dist")).filter((name) =>
      name.endsWith(".cache"),
    );
    expect(forms).toHaveLength(2);
    for (const name of forms) {
      const path = workspace.path(join("dist", name));
      const bytes = readFileSync(path);
      for (const share of shares) {
        writeFileSync(path, damaged(bytes, share));
        expect(command(workspace, "build", {})).toMatchObject(fine);
      }
      writeFileSync(path, bytes);
    }
  });

  test("is not used for code that was changed since", () => {
    const workspace = filled();
    workspace.edit("dist/commands.cjs", (text) =>
      text.replaceAll("up to date", "UP TO DATE"),
    );
    expect(command(workspace, "check").stderr).toContain("UP TO DATE");
  });

  test.each([
    [
      "others may read the folder",
      (path: string) => {
        chmodSync(path, 0o755);
      },
    ],
    [
      "the folder is a symbolic link",
      (path: string) => {
        renameSync(path, `${path}.elsewhere`);
        symlinkSync(`${path}.elsewhere`, path);
      },
    ],
  ])("is neither read nor written where %s", (_, change) => {
    const workspace = filled();
    const path = workspace.path(cache);
    change(path);
    for (const name of readdirSync(path))
      writeFileSync(join(path, name), "not read");
    const before = contents(path);
    expect(command(workspace, "check")).toMatchObject(fine);
    expect(contents(path)).toEqual(before);
  });

  test("is left out silently where it cannot be stored, and where the user does not want it", () => {
    const workspace = installed();
    workspace.write("home", "a file");
    for (const env of [
      { XDG_CACHE_HOME: workspace.path("home") },
      { XDG_CACHE_HOME: "relative", HOME: workspace.path("home") },
      { XDG_CACHE_HOME: "", HOME: "" },
      { XDG_CACHE_HOME: "/proc/1" },
      {
        XDG_CACHE_HOME: workspace.path("cache"),
        NODE_DISABLE_COMPILE_CACHE: "1",
      },
    ])
      expect(command(workspace, "build", env)).toMatchObject(fine);
    expect(workspace.files().join()).not.toContain("v8");
  });

  test("is whole when several first runs end at once", () => {
    const workspace = filled();
    const before = contents(workspace.path(cache));
    for (const name of before.keys())
      writeFileSync(workspace.path(join(cache, name)), "");
    const program = workspace.path("dist/bin.cjs");
    const script = `for each in 1 2 3; do "$1" "$2" check & done; wait`;
    expect(
      run("sh", ["-c", script, "sh", process.execPath, program], undefined, {
        cwd: workspace.folder,
        env: { XDG_CACHE_HOME: workspace.path("cache") },
      }),
    ).toMatchObject(fine);
    const after = contents(workspace.path(cache));
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const [name, bytes] of after)
      expect(bytes.length).toBeGreaterThan((before.get(name)?.length ?? 0) / 2);
  });
});
