import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { targets } from "../../src/targets/emit.js";
import { run } from "../support/programs.js";
import { bin, small, Workspace } from "./tunegen.js";

const manifest = JSON.parse(
  readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
) as { readonly version: string };

describe("what is asked for", () => {
  test.each([["--version"], ["-V"]])("%s", (option) => {
    expect(new Workspace().run([option])).toEqual({
      code: 0,
      out: `${manifest.version}\n`,
      err: "",
    });
  });

  test.each([["--help"], ["-h"], ["build", "--help"], ["check", "-h"]])(
    "%s %s",
    (...args) => {
      const { code, out, err } = new Workspace().run(
        args.filter((arg) => typeof arg === "string"),
      );
      expect({ code, err }).toEqual({ code: 0, err: "" });
      expect(out).toContain("Usage: tunegen");
      expect(out).not.toMatch(/[ \t]$/mu);
    },
  );
});

test("the help of --only names the targets", () => {
  const { out } = new Workspace().run(["check", "--help"]);
  const help = out.replaceAll(/\s+/gu, " ");
  expect(help).toContain(targets.map(({ name }) => name).join(", "));
});

describe("wrong usage ends with 2, and says what is meant", () => {
  test.each([
    [[], "Usage: tunegen"],
    [["bild"], "(Did you mean build?)"],
    [["help", "bild"], "(Did you mean build?)"],
    [["--verson"], "(Did you mean --version?)"],
    [["build", "--dryrun"], "(Did you mean --dry-run?)"],
    [
      ["build", "tuning.yaml"],
      "error: 'build' does not take the argument 'tuning.yaml'; name the spec with -f: tunegen build -f tuning.yaml\n(run",
    ],
    [
      ["diff", "HEAD", "main"],
      "error: 'diff' does not take the argument 'main'\n",
    ],
    [
      ["check", "-f", "."],
      "help: name the file in it, such as `-f tuning.yaml`",
    ],
    [
      ["completion", "powershell"],
      "error: no completion for the shell 'powershell'; there is one for bash, zsh, fish\n",
    ],
    [
      ["report", "-o", ""],
      "error: option '-o, --output <file>' has an empty value\n",
    ],
    [
      ["lint", "-f", ""],
      "error: option '-f, --file <path>' has an empty value",
    ],
    [["explain", ""], "error: an argument of 'explain' is empty\n"],
    [["build", "-f"], "argument missing"],
    [["build", "--only"], "argument missing"],
    [
      ["build", "--only", "nix"],
      "valid targets: bottlerocket, cilium, eks, interrupts",
    ],
    [["build", "--only", ""], 'Unknown target ""'],
    [["check", "--only", "nixos,,k3s"], 'Unknown target ""'],
    [["check", "--format", "xml"], "Allowed choices are text, json"],
    [["check", "--dry-run"], "unknown option"],
    [["check", "--force"], "unknown option"],
    [["build", "--max-warnings", "-1"], "whole number"],
  ])("%j", (args, message) => {
    const workspace = new Workspace({ "tuning.yaml": small });
    const { code, out, err } = workspace.run(args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
    expect(workspace.files()).toEqual(["tuning.yaml"]);
  });
});

describe("colours", () => {
  const faulty = small.replace("somaxconn", "somaxcon");
  const escape = "\u001b[";

  test.each([
    [[], {}, false],
    [["--color"], {}, true],
    [["--color"], { NO_COLOR: "1" }, true],
    [["--no-color"], { FORCE_COLOR: "1" }, false],
    [[], { FORCE_COLOR: "1" }, true],
    [[], { FORCE_COLOR: "1", NO_COLOR: "1" }, false],
    [[], { FORCE_COLOR: "0" }, false],
    [[], { NO_COLOR: "" }, false],
    [[], { CI: "true" }, false],
  ])("%j %j: %s", (args, env, coloured) => {
    const workspace = new Workspace({ "tuning.yaml": faulty });
    const { err } = workspace.run(["check", ...args], {
      env: Object.fromEntries(Object.entries(env)),
    });
    expect(err.includes(escape)).toBe(coloured);
    // The words are the same.
    expect(stripVTControlCharacters(err)).toContain(
      "tuning.yaml:7:7: error: no measured kernel has `net.core.somaxcon` [unknown-key]",
    );
  });

  test("never in JSON", () => {
    const workspace = new Workspace({ "tuning.yaml": faulty });
    const { out } = workspace.run(["check", "--format", "json", "--color"]);
    expect(out).not.toContain(escape);
  });
});

describe("JSON", () => {
  test("findings with their places", () => {
    const workspace = new Workspace({
      "tuning.yaml": small.replace("somaxconn", "somaxcon"),
    });
    const { code, out, err } = workspace.run(["check", "--format", "json"]);
    expect({ code, err }).toEqual({ code: 2, err: "" });
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      command: "check",
      findings: [
        {
          severity: "error",
          rule: "unknown-key",
          file: "tuning.yaml",
          line: 7,
          column: 7,
          endLine: 7,
          endColumn: 24,
        },
      ],
      files: [],
    });
  });

  test("files with their states", () => {
    const workspace = new Workspace({ "tuning.yaml": small });
    const files = (args: readonly string[]): unknown =>
      (
        JSON.parse(workspace.run([...args, "--format", "json"]).out) as {
          readonly files: unknown;
        }
      ).files;
    const path = "out/nixos/role-worker.nix";
    expect(files(["check"])).toEqual([{ path, status: "missing" }]);
    expect(files(["build", "--dry-run"])).toEqual([
      { path, status: "missing" },
    ]);
    expect(files(["build"])).toEqual([{ path, status: "written" }]);
    expect(files(["build"])).toEqual([]);
    expect(files(["check"])).toEqual([]);
  });

  test("what keeps the spec from being read", () => {
    const { code, out } = new Workspace().run(["check", "--format", "json"]);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      findings: [
        { rule: "unreadable-spec", message: "tuning.yaml does not exist" },
      ],
    });
  });
});

test.each(["check", "build", "init --yes", "explain", "verify", "report"])(
  "%s in a folder that was deleted says so",
  (command) => {
    const workspace = new Workspace();
    const script = 'mkdir gone && cd gone && rmdir ../gone && "$@"';
    const line = [process.execPath, bin, ...command.split(" ")];
    const ended = run("sh", ["-c", script, "sh", ...line], undefined, {
      cwd: workspace.folder,
      env: {},
    });
    expect(ended).toEqual({
      status: 2,
      stdout: "",
      stderr:
        'error: the current folder cannot be used: it was deleted\n  help: change to another folder, or to its new one by `cd "$PWD"`\n',
    });
  },
);
