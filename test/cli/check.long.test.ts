import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { run } from "../support/programs.js";
import { bin, output, small, Workspace } from "./tunegen.js";

const other = "out/sysctl.d/role-box/sysctl.d/99-tuning.conf";
const spec = `${small}  box:
    node: { os: linux, kernel: "6.12" }
    sysctl: { vm.swappiness: 10 } # Swap late
`;

/** The spec and what is built from it. */
let built: Readonly<Record<string, string>> | undefined;
let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace(built ?? { "tuning.yaml": spec });
  if (built === undefined) {
    expect(workspace.run(["build"]).code).toBe(0);
    built = Object.fromEntries(
      workspace.files().map((path) => [path, workspace.read(path)]),
    );
  }
});

describe("after a build", () => {
  test("everything is up to date, for any number of times", () => {
    const before = workspace.files();
    expect(workspace.run(["check"])).toMatchObject({ code: 0, out: "" });
    expect(workspace.run(["build"])).toMatchObject({ code: 0, out: "" });
    expect(workspace.run(["build", "--dry-run"])).toMatchObject({
      code: 0,
      out: "",
    });
    expect(workspace.files()).toEqual(before);
  });

  test("nothing is compiled before the spec changes", () => {
    const env = { XDG_CACHE_HOME: workspace.path("cache") };
    const folder = workspace.path("cache/tunegen/specs");
    mkdirSync(workspace.path("cache"));
    expect(workspace.run(["build"], { env }).code).toBe(0);
    const [entry = ""] = readdirSync(folder);
    // A file that is written anew is another file.
    const kept = (): number => statSync(join(folder, entry)).ino;
    const before = kept();
    for (const args of [["check"], ["build"], ["build", "--dry-run"]])
      expect(workspace.run(args, { env })).toMatchObject({ code: 0, out: "" });
    expect(kept()).toBe(before);
    workspace.edit("tuning.yaml", (text) => `${text}# Nothing else\n`);
    expect(workspace.run(["check"], { env }).code).toBe(0);
    expect(kept()).not.toBe(before);
  });

  test("a spec from a pipe is read once", () => {
    const args = ["-f", "/dev/stdin", "--out", "elsewhere"];
    const piped = (command: string, value: string) => {
      workspace.edit("tuning.yaml", (text) => text.replace(/819\d/u, value));
      const line = [process.execPath, bin, command, ...args];
      const script = 'cat tuning.yaml | "$@"';
      return run("sh", ["-c", script, "sh", ...line], undefined, {
        cwd: workspace.folder,
        env: { XDG_CACHE_HOME: workspace.path("cache") },
      });
    };
    mkdirSync(workspace.path("cache"));
    expect(piped("build", "8192")).toMatchObject({ status: 0 });
    expect(piped("check", "8192")).toMatchObject({ status: 0 });
    expect(piped("check", "8193")).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("is out of date") as unknown,
    });
  });

  test.each(["text", "json", "github", "gitlab", "sarif", "junit", "markdown"])(
    "the same is printed as %s where nothing is kept of the build",
    (format) => {
      workspace.edit("tuning.yaml", (text) =>
        text.replace("vm.swappiness", "net.ipv4.route.max_size"),
      );
      expect(workspace.run(["build"]).code).toBe(0);
      const args = ["check", "--format", format];
      const alone = { env: { NODE_DISABLE_COMPILE_CACHE: "1" } };
      const kept = workspace.run(args);
      expect(kept.out + kept.err).toContain("net.ipv4.route.max_size");
      expect(kept).toEqual(workspace.run(args, alone));
      const strict = ["check", "--format", format, "--max-warnings", "0"];
      expect(workspace.run(strict)).toMatchObject({ code: 1 });
      expect(workspace.run(strict)).toEqual(workspace.run(strict, alone));
    },
  );

  test("a checkout with CRLF is up to date too", () => {
    for (const path of workspace.files())
      if (path.startsWith("out/") && !path.includes(".tunegen"))
        workspace.edit(path, (text) => text.replaceAll("\n", "\r\n"));
    expect(workspace.run(["check"]).code).toBe(0);
  });

  test("what the user keeps beside the files is not touched", () => {
    workspace.write("out/nixos/README.md", "mine\n");
    workspace.write("out/own.nix", "{ }\n");
    expect(workspace.run(["check"]).code).toBe(0);
    expect(workspace.run(["build"]).code).toBe(0);
    expect(workspace.read("out/nixos/README.md")).toBe("mine\n");
  });
});

describe("check notices, says which file, shows the difference, and ends with 1", () => {
  test("one changed value", () => {
    workspace.edit("tuning.yaml", (text) => text.replace("8192", "8193"));
    const { code, out, err } = workspace.run(["check"]);
    expect(code).toBe(1);
    expect(err).toContain(`${output}:12:1: error: the file is out of date [`);
    expect(err).toContain("run `tunegen build` and commit the result");
    expect(out).toContain(`--- a/${output}`);
    expect(out).toContain(`+++ b/${output}`);
    expect(out).toContain('\n-    "net.core.somaxconn" = 8192;\n');
    expect(out).toContain('\n+    "net.core.somaxconn" = 8193;\n');
    expect(out).not.toContain("vm.swappiness");
  });

  test("a changed reason", () => {
    workspace.edit("tuning.yaml", (text) =>
      text.replace("Longer queues", "Long queues"),
    );
    const { code, out } = workspace.run(["check"]);
    expect(code).toBe(1);
    expect(out).toMatch(/^-.*Longer queues/mu);
    expect(out).toMatch(/^\+.*Long queues/mu);
  });

  test("a missing file", () => {
    rmSync(workspace.path(output));
    const { code, out, err } = workspace.run(["check"]);
    expect(code).toBe(1);
    expect(err).toContain(`${output} is missing [output-missing]`);
    expect(out).toContain(`--- /dev/null\n+++ b/${output}`);
    expect(workspace.run(["build"]).code).toBe(0);
    expect(workspace.run(["check"]).code).toBe(0);
  });

  test("a file edited by hand, which no build overwrites unasked", () => {
    workspace.edit(output, (text) => text.replace("8192", "1"));
    const { code, out, err } = workspace.run(["check"]);
    expect(code).toBe(1);
    expect(err).toContain(output);
    expect(err).toContain("--force");
    expect(out).toContain('\n-    "net.core.somaxconn" = 1;\n');
    const build = workspace.run(["build"]);
    expect(build.code).toBe(1);
    expect(build.err).toContain(output);
    expect(workspace.read(output)).toContain("= 1;");
    expect(workspace.run(["build", "--force"]).code).toBe(0);
    expect(workspace.read(output)).toContain("= 8192;");
  });

  test("an orphan, which a build removes", () => {
    workspace.edit("tuning.yaml", (text) =>
      text.slice(0, text.indexOf("  box:")),
    );
    const { code, out, err } = workspace.run(["check"]);
    expect(code).toBe(1);
    expect(err).toContain(other);
    expect(out).toContain(`--- a/${other}`);
    expect(out).toContain("+++ /dev/null");
    expect(workspace.run(["build"]).out).toContain(`deleted ${other}`);
    expect(workspace.files()).not.toContain(other);
    expect(workspace.run(["check"]).code).toBe(0);
  });

  test("an orphan edited by hand, which no build deletes unasked", () => {
    workspace.edit(other, (text) => `${text}# mine\n`);
    workspace.edit("tuning.yaml", (text) =>
      text.slice(0, text.indexOf("  box:")),
    );
    expect(workspace.run(["check"]).code).toBe(1);
    workspace.run(["build"]);
    expect(workspace.read(other)).toContain("# mine");
  });

  test("all of them at once, each once", () => {
    workspace.edit("tuning.yaml", (text) =>
      text
        .replace("8192", "8193")
        .replace("  box:", "  third: { node: { os: nixos } }\n  bax:"),
    );
    const { code, err } = workspace.run(["check"]);
    expect(code).toBe(1);
    for (const path of [
      output,
      other,
      "out/nixos/role-third.nix",
      other.replace("role-box", "role-bax"),
    ])
      expect(
        err
          .split("\n")
          .filter((line) => line.includes("error: ") && line.includes(path)),
      ).toHaveLength(1);
  });

  test("with a broken spec: 2, and no word of files", () => {
    workspace.edit("tuning.yaml", (text) => text.replace("8192", "010"));
    const { code, out, err } = workspace.run(["check"]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("tuning.yaml:7:27: error: `010` has a leading zero");
    expect(err).not.toContain("out/");
  });
});
