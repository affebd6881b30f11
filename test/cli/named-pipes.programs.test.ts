import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { readSource } from "../../src/cli/read-source.js";
import { loadTemplates } from "../../src/cli/templates.js";
import { emptyFolder } from "../output/workspace.js";
import { shellWords } from "../support/loaders.js";
import { programTest } from "../support/programs.js";
import { bin, output, small, Workspace } from "./tunegen.js";

/** Makes a named pipe that nobody writes to. */
function makePipe(path: string): void {
  execFileSync("mkfifo", [path]);
}

for (const role of ["spec", "include", "baseline"] as const)
  programTest("mkfifo", `a pipe is not waited for: ${role}`, () => {
    const pipe = join(emptyFolder(), "pipe.yaml");
    makePipe(pipe);
    expect(readSource(role, pipe, "pipe.yaml")).toMatchObject({
      code: `unreadable-${role}`,
      message: "pipe.yaml is a named pipe",
    });
  });

programTest("mkfifo", "a template that is a pipe is an error", async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "talos"));
  const path = join(folder, "talos/machine.hbs");
  makePipe(path);
  expect((await loadTemplates(folder)).errors).toMatchObject([
    {
      code: "unreadable-templates",
      message: `the template ${path} cannot be read: it is not a regular file`,
    },
  ]);
});

const spec = `version: 1
roles:
  web: { node: { os: linux }, sysctl: { vm.swappiness: 10 } }
`;
const values = "tunegen-dump 1\nsysctl vm/swappiness = 10\nend\n";

for (const path of ["tuning.yaml", "more.yaml", output])
  programTest(
    "mkfifo",
    `a check after a build does not wait for a pipe that was ${path}`,
    () => {
      const workspace = new Workspace({
        "tuning.yaml": `include: [more.yaml]\n${small}`,
        "more.yaml": "version: 1\n",
      });
      const env = { XDG_CACHE_HOME: workspace.path("cache") };
      mkdirSync(workspace.path("cache"));
      expect(workspace.run(["build"], { env }).code).toBe(0);
      rmSync(workspace.path(path));
      makePipe(workspace.path(path));
      const { status, stderr } = spawnSync(process.execPath, [bin, "check"], {
        cwd: workspace.folder,
        encoding: "utf8",
        env,
        timeout: 60_000,
      });
      expect(status).toBe(2);
      expect(stderr).toMatch(/is a named pipe|is neither a file nor a folder/u);
    },
  );

programTest("mkfifo", "no command opens a pipe that nobody writes to", () => {
  const workspace = new Workspace({ "tuning.yaml": spec, "web.txt": values });
  workspace.write("web.conf", "vm.swappiness = 10\n");
  makePipe(workspace.path("pipe"));
  const told = (...args: readonly string[]): string => {
    const { status, stderr } = spawnSync(process.execPath, [bin, ...args], {
      cwd: workspace.folder,
      encoding: "utf8",
      timeout: 60_000,
    });
    return `${String(status)} ${stderr.split("\n")[0] ?? ""}`;
  };
  const notRead =
    "error: pipe was not read: it is a named pipe [unreadable-values]";
  expect(told("verify", "pipe")).toBe(`1 ${notRead}`);
  expect(told("capture", "pipe")).toBe(`1 ${notRead}`);
  expect(told("rollback", "--role", "web", "--baseline", "pipe")).toBe(
    `2 ${notRead}`,
  );
  expect(told("kernel-build", "pipe")).toBe(
    "2 error: pipe cannot be read: it is a named pipe [unreadable-config]",
  );
  expect(told("import", "pipe")).toBe(
    "2 error: pipe was not read: it is a named pipe [unreadable-import]",
  );
  expect(told("diff", "pipe")).toBe(
    "2 error: pipe is a named pipe [unreadable-spec]",
  );
  expect(told("capture", "web.txt", "-o", "pipe")).toBe(
    "2 error: pipe cannot be written: it is a named pipe [output-unwritable]",
  );
  expect(told("report", "-o", "pipe")).toBe(
    "2 error: pipe cannot be written: it is a named pipe [output-unwritable]",
  );
  expect(told("import", "web.conf", "-o", "pipe")).toBe(
    "2 error: pipe cannot be written: it is a named pipe [output-unwritable]",
  );
  expect(told("lint", "--write-baseline=pipe")).toBe(
    "2 error: pipe cannot be written: it is a named pipe [unreadable-baseline]",
  );
  expect(
    told(
      ...["verify", "--prometheus", "http://localhost:1"],
      ...["--prometheus-token-file", "pipe"],
    ),
  ).toBe(
    "2 error: pipe cannot be read: it is a named pipe [prometheus-option]",
  );
});

programTest("bash", "the pipes of the shell are read", () => {
  const workspace = new Workspace({
    "tuning.yaml": spec,
    "web.txt": values,
    config: "CONFIG_NET=y\n",
    "90.conf": "vm.swappiness = 10\n",
  });
  const run = (line: string): string => {
    const tunegen = shellWords([process.execPath, bin]);
    const { stdout, stderr } = spawnSync("bash", ["-c", `${tunegen} ${line}`], {
      cwd: workspace.folder,
      encoding: "utf8",
    });
    return stdout + stderr;
  };
  expect(run("verify <(cat web.txt)")).toContain("1 node: 1 equal\n");
  expect(run("verify /dev/stdin < <(cat web.txt)")).toContain("1 equal\n");
  expect(run("rollback --role web --baseline <(cat web.txt)")).toContain(
    "rollback/",
  );
  expect(run("capture <(cat web.txt)")).toContain("captured 1 value of 1 node");
  expect(run("kernel-build <(cat config)")).toContain(
    "sets neither CONFIG_X86_64=y nor CONFIG_ARM64=y",
  );
  expect(run("import <(cat 90.conf)")).toContain("vm.swappiness");
  expect(run("diff <(cat tuning.yaml)")).toContain("nothing changes");
});
