import { spawnSync } from "node:child_process";
import { chmodSync, existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { programTest } from "../support/programs.js";
import { bin, obedience, small, Workspace } from "./tunegen.js";

programTest(obedience, "into a folder that is read-only", () => {
  const workspace = new Workspace({ "tuning.yaml": small });
  chmodSync(workspace.folder, 0o555);
  const { code, err } = workspace.run(["build"], { obedient: true });
  chmodSync(workspace.folder, 0o755);
  expect(code).toBeGreaterThan(0);
  expect(err).toContain("error:");
});

programTest(obedience, "one without the right to read it", () => {
  const workspace = new Workspace({ "tuning.yaml": small });
  chmodSync(workspace.path("tuning.yaml"), 0);
  const { code, err } = workspace.run(["check"], { obedient: true });
  expect(code).toBe(2);
  expect(err).toContain("tuning.yaml cannot be read");
});

programTest(obedience, "over a report or a baseline that is read-only", () => {
  for (const args of [
    ["report", "-o", "kept"],
    ["lint", "--write-baseline=kept"],
  ]) {
    const workspace = new Workspace({ "tuning.yaml": small });
    expect(workspace.run(args).code).toBe(0);
    chmodSync(workspace.path("kept"), 0o444);
    const { code, err } = workspace.run(args, { obedient: true });
    expect(code).toBe(2);
    expect(err).toContain("kept cannot be written: permission denied");
  }
});

programTest("bash", "reads a spec from a pipe of the shell", () => {
  const workspace = new Workspace({ "tuning.yaml": small });
  const { status, stdout } = spawnSync(
    "bash",
    ["-c", `'${process.execPath}' '${bin}' lint -f <(cat tuning.yaml)`],
    { cwd: workspace.folder, encoding: "utf8" },
  );
  expect({ status, stdout }).toEqual({ status: 0, stdout: "no findings\n" });
});

describe("a reader that goes away", () => {
  const roles = Array.from(
    { length: 600 },
    (_, at) =>
      `  r${at}: { node: { os: nixos }, sysctl: { net.core.somaxconn: 8192 } }\n`,
  );
  const large = `version: 1\nroles:\n${roles.join("")}`;

  test.each(["build --dry-run", "check --format json", "lint 2>&1"])(
    "%s | head -1",
    (args) => {
      const workspace = new Workspace({
        "tuning.yaml": args.startsWith("lint")
          ? large.replaceAll("somaxconn", "somaxcon")
          : large,
      });
      const { stdout, stderr } = spawnSync(
        "sh",
        ["-c", `'${process.execPath}' '${bin}' ${args} | head -n 1`],
        { cwd: workspace.folder, encoding: "utf8" },
      );
      expect(stdout.split("\n")).toHaveLength(2);
      expect(stderr).not.toMatch(/EPIPE|^ {2,}at /mu);
    },
  );
});

describe("a disk that is full", () => {
  /** What a shell says of a command whose streams go where `redirected` tells. */
  function run(args: string, redirected: string) {
    const workspace = new Workspace({
      "tuning.yaml": small,
      "web.conf": "vm.swappiness = 10\n",
    });
    const { status, stderr } = spawnSync(
      "sh",
      ["-c", `'${process.execPath}' '${bin}' ${args} ${redirected}`],
      { cwd: workspace.folder, encoding: "utf8" },
    );
    return { status, stderr };
  }

  test
    .skipIf(!existsSync("/dev/full"))
    .each([
      ...["lint", "build", "build --dry-run", "check --format json", "report"],
      ...["explain", "explain vm.swappiness", "diff tuning.yaml", "--version"],
      ...["--help", "completion bash", "complete zsh li", "import web.conf"],
      "verify --print-collector",
    ])("%s", (args) => {
    const { status, stderr } = run(args, "> /dev/full");
    expect(status).toBe(2);
    // A summary may come before it.
    expect(stderr).toMatch(
      /^(?:[^\n]+\n)?error: the output cannot be written: no space left on device\n$/u,
    );
    expect(run(args, "> /dev/full 2>&1")).toEqual({ status: 2, stderr: "" });
  });

  test
    .skipIf(!existsSync("/dev/full"))
    .each([...["lint -f none.yaml", "nothing", "import none"]])(
    "%s, as standard error",
    (args) => {
      expect(run(args, "2> /dev/full").status).toBe(2);
    },
  );
});
