import { type ChildProcess, spawn } from "node:child_process";
import { renameSync, rmSync } from "node:fs";
import { describe, expect, onTestFinished, test } from "vitest";
import { bin, output, small, Workspace } from "./tunegen.js";

/** A `tunegen build --watch` that runs, with what it has said. */
class Watching {
  readonly #child: ChildProcess;
  readonly #ended: Promise<{
    readonly code: number | null;
    readonly signal: NodeJS.Signals | null;
  }>;
  #text = "";
  #onText: () => void = () => undefined;

  constructor(workspace: Workspace, ...args: readonly string[]) {
    const child = spawn(process.execPath, [bin, "build", "--watch", ...args], {
      cwd: workspace.folder,
      env: { PATH: process.env["PATH"] },
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (text: Buffer) => {
        this.#text += text.toString();
        this.#onText();
      });
    this.#child = child;
    this.#ended = new Promise((resolve) => {
      child.on("close", (code, signal) => {
        resolve({ code, signal });
      });
    });
    onTestFinished(() => {
      child.kill("SIGKILL");
    });
  }

  get text(): string {
    return this.#text;
  }

  /** The last lines of all builds so far, without the time of day. */
  get builds(): readonly string[] {
    return [
      ...this.#text.matchAll(/^\d\d:\d\d:\d\d ((?:not )?built: .*)$/gmu),
    ].map(([, line = ""]) => line);
  }

  /** Waits until so many builds are done, and watched for a change; returns the last lines. */
  async until(builds: number): Promise<readonly string[]> {
    const done = new Promise<void>((resolve) => {
      this.#onText = () => {
        if (this.builds.length >= builds && this.#text.includes("watching"))
          resolve();
      };
      this.#onText();
    });
    await Promise.race([done, this.#ended]);
    // It ended before.
    if (this.builds.length < builds) throw new Error(this.#text);
    return this.builds;
  }

  async stop(signal: NodeJS.Signals = "SIGINT") {
    this.#child.kill(signal);
    return this.#ended;
  }
}

const withInclude = small.replace("roles:", "include: [shared.yaml]\nroles:");
const shared = "version: 1\nprofiles:\n  p: { why: Shared, sysctl: {} }\n";

function change(workspace: Workspace, value: number): void {
  workspace.edit("tuning.yaml", (text) =>
    text.replace(/(somaxconn: )\d+/u, `$1${value}`),
  );
}

/** Replaces a file as many editors do. */
function replace(workspace: Workspace, path: string, text: string): void {
  workspace.write(`${path}~`, text);
  renameSync(workspace.path(`${path}~`), workspace.path(path));
}

describe("builds again", () => {
  test("when the spec changes, is broken, mended, replaced, deleted and back", async () => {
    const workspace = new Workspace({ "tuning.yaml": small });
    const watching = new Watching(workspace);
    expect(await watching.until(1)).toEqual(["built: 1 file changed"]);
    change(workspace, 8193);
    expect((await watching.until(2)).at(-1)).toBe("built: 1 file changed");
    expect(workspace.read(output)).toContain("8193");
    workspace.edit("tuning.yaml", (text) => `${text}x: [\n`);
    expect((await watching.until(3)).at(-1)).toBe(
      "not built: 1 error; nothing was written",
    );
    expect(watching.text).toContain("tuning.yaml:8:4: error: nothing closes");
    replace(workspace, "tuning.yaml", small);
    expect((await watching.until(4)).at(-1)).toBe("built: 1 file changed");
    rmSync(workspace.path("tuning.yaml"));
    await watching.until(5);
    expect(watching.text).toContain("tuning.yaml does not exist");
    workspace.write("tuning.yaml", small);
    expect((await watching.until(6)).at(-1)).toBe(
      "built: 1 file is up to date",
    );
    expect(await watching.stop()).toEqual({ code: null, signal: "SIGINT" });
  });

  test("when an included file, the baseline or the format configuration changes", async () => {
    const workspace = new Workspace({
      "tuning.yaml": withInclude,
      "shared.yaml": shared,
    });
    const watching = new Watching(workspace);
    await watching.until(1);
    workspace.write("shared.yaml", "profiles: [\n");
    await watching.until(2);
    expect(watching.text).toContain("shared.yaml:1:11: error");
    replace(workspace, "shared.yaml", shared);
    await watching.until(3);
    workspace.write(".tunegen-baseline.json", "{}\n");
    await watching.until(4);
    expect(watching.text).toContain("is not a baseline");
    rmSync(workspace.path(".tunegen-baseline.json"));
    await watching.until(5);
    workspace.write("out/.editorconfig", "root = true\n");
    expect((await watching.until(6)).at(-1)).toBe(
      "built: 1 file is up to date",
    );
  });

  test("when a template is added, changes or is removed", async () => {
    const workspace = new Workspace({
      "tuning.yaml": small,
      "templates/README.md": "",
    });
    const watching = new Watching(workspace, "--templates", "templates");
    await watching.until(1);
    workspace.write("templates/nixos/module.hbs", "{ }\n");
    expect((await watching.until(2)).at(-1)).toBe("built: 1 file changed");
    expect(workspace.read(output)).toBe("{ }\n");
    workspace.write("templates/nixos/module.hbs", "{{#if\n");
    await watching.until(3);
    expect(watching.text).toContain("cannot be rendered");
    rmSync(workspace.path("templates/nixos"), { recursive: true });
    expect((await watching.until(4)).at(-1)).toBe("built: 1 file changed");
  });

  test("once or twice for ten quick writes, and not for its own files", async () => {
    const workspace = new Workspace({ "tuning.yaml": small });
    const watching = new Watching(workspace);
    await watching.until(1);
    for (let value = 9000; value < 9010; value += 1) change(workspace, value);
    await watching.until(2);
    // A change after these shows whether more builds were on their way.
    workspace.write("tuning.yaml", small);
    while (!workspace.read(output).includes("8192"))
      await watching.until(watching.builds.length + 1);
    expect(watching.builds.length).toBeLessThanOrEqual(4);
  });
});

test("a finding is printed again only if it changes", async () => {
  const low = small.replace("8192", "128");
  const workspace = new Workspace({ "tuning.yaml": low });
  const watching = new Watching(workspace);
  const told = (): number => watching.text.split("[below-default]").length - 1;
  expect(await watching.until(1)).toEqual(["built: 1 warning; 1 file changed"]);
  expect(told()).toBe(1);
  const unchanged =
    "built: 1 warning; 1 file is up to date (unchanged: 1 warning)";
  workspace.edit("tuning.yaml", (text) => `# A comment above\n${text}`);
  expect((await watching.until(2)).at(-1)).toBe(unchanged);
  workspace.edit("tuning.yaml", (text) => `${text}x: [\n`);
  await watching.until(3);
  workspace.write("tuning.yaml", low);
  expect((await watching.until(4)).at(-1)).toBe(unchanged);
  expect(told()).toBe(1);
  change(workspace, 129);
  expect((await watching.until(5)).at(-1)).toBe(
    "built: 1 warning; 1 file changed",
  );
  expect(told()).toBe(2);
});

test("another build is not kept waiting", async () => {
  const workspace = new Workspace({ "tuning.yaml": small });
  const watching = new Watching(workspace);
  await watching.until(1);
  expect(workspace.files()).toEqual([
    "out/.tunegen-manifest.json",
    output,
    "tuning.yaml",
  ]);
  expect(workspace.run(["build", "--out", "."]).code).toBe(0);
});

test("--quiet prints errors only", async () => {
  const workspace = new Workspace({ "tuning.yaml": "version: 1\nx: [\n" });
  const watching = new Watching(workspace, "--quiet");
  await expect.poll(() => watching.text).toContain("nothing closes");
  expect(watching.text).not.toMatch(/built|watching/u);
  expect(await watching.stop("SIGTERM")).toEqual({
    code: null,
    signal: "SIGTERM",
  });
});

test.each([
  [["--since", "HEAD"], "'--since <revision>'"],
  [["--dry-run"], "'--dry-run'"],
  [["--format", "json"], "'--format <format>'"],
  [["-f", "-"], "standard input: name a file with -f"],
])("%j is refused", (args, message) => {
  const workspace = new Workspace({ "tuning.yaml": small });
  const { code, err } = workspace.run(["build", "--watch", ...args]);
  expect(code).toBe(2);
  expect(err).toContain("error: option '--watch' cannot be used with");
  expect(err).toContain(message);
});
