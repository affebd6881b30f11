import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { expect, test } from "vitest";
import { small, Workspace } from "./tunegen.js";

const web = `# Bursts at the ingress
net.core.somaxconn = 65535
vm.swappiness = 10 # was 60
vm.swappiness = 1
`;

test("a folder becomes a spec that lint reads, on standard output", () => {
  const workspace = new Workspace({
    "node_modules/tunegen/tuning.schema.json": "{}\n",
  });
  workspace.write("nodes/web/90-tuning.conf", web);
  workspace.write("nodes/db/90-tuning.conf", "vm.swappiness = 1\n");
  const { code, out, err } = workspace.run(["import", "nodes"]);
  expect(out)
    .toBe(`# yaml-language-server: $schema=./node_modules/tunegen/tuning.schema.json
version: 1
node:
  os: linux

profiles:
  bursts-at-ingress:
    why: Bursts at the ingress
    sysctl:
      vm.swappiness: 1
      net.core.somaxconn: 65535

roles:
  db:
    sysctl:
      vm.swappiness: 1
  web:
    profiles: [bursts-at-ingress]
`);
  expect(err.split("\n")).toEqual([
    "nodes/web/90-tuning.conf:3:1: changed: `vm.swappiness` is taken as `10`: every loader passes the comment to the kernel with the value, which reads the number and ignores the rest",
    "nodes/web/90-tuning.conf:3:1: note: `vm.swappiness` is set again in line 4; the last value, `1`, is taken instead of `10`; its comment was: was 60",
    "imported 3 settings of 2 files into 2 roles, 1 profile",
    "",
  ]);
  expect(code).toBe(0);
  workspace.write("tuning.yaml", out);
  expect(workspace.run(["lint"]).code).toBe(0);
});

test("git's rules hold, loops end, and what is no file is named", () => {
  const workspace = new Workspace();
  mkdirSync(workspace.path(".git"));
  workspace.write(".gitignore", "secret/\n*.bak\n");
  workspace.write("nodes/.gitignore", "old.conf\n");
  workspace.write("nodes/web.conf", "vm.swappiness = 1\n");
  for (const path of ["secret/a.conf", "nodes/old.conf", "nodes/web.conf.bak"])
    workspace.write(path, "vm.swappiness = 99\n");
  symlinkSync(workspace.path("."), workspace.path("nodes/loop"));
  symlinkSync(workspace.path("nowhere"), workspace.path("nodes/gone"));
  spawnSync("mkfifo", [workspace.path("nodes/fifo")]);
  const { code, out, err } = workspace.run(["import", "nodes"]);
  expect(out).not.toContain("99");
  expect(out).toContain("vm.swappiness: 1");
  expect(err).toContain(
    "nodes/gone was not read: no such file or folder [unreadable-import]",
  );
  expect(err).toContain("nodes/fifo was not read: it is not a regular file");
  expect(code).toBe(1);
});

test("the last line of a spec ends, also where it is a comment", () => {
  const workspace = new Workspace({
    "web.conf": "vm.swappiness = 10\n#vm.dirty_ratio = 5\n",
  });
  expect(workspace.run(["import", "web.conf"]).out).toMatch(
    /# vm\.dirty_ratio = 5\n$/u,
  );
});

test("an existing spec keeps its lines, and no file is overwritten", () => {
  const workspace = new Workspace();
  const spec = `# Our nodes
version: 1

roles: # by purpose
    db: { node: { os: linux } } # The database

# The end
`;
  workspace.write("tuning.yaml", spec);
  workspace.write("web.conf", "vm.swappiness = 1 # No swap\n");
  expect(
    workspace.run(["import", "web.conf", "-o", "tuning.yaml"]),
  ).toMatchObject({ code: 2, out: "" });
  expect(workspace.read("tuning.yaml")).toBe(spec);
  expect(
    workspace.run(["import", "web.conf", "--into", "tuning.yaml"]).code,
  ).toBe(0);
  expect(workspace.read("tuning.yaml")).toBe(`# Our nodes
version: 1

roles: # by purpose
    db: { node: { os: linux } } # The database
    web:
      node:
        os: linux
      sysctl:
        vm.swappiness: 1 # No swap

# The end
`);
  const again = workspace.run(["import", "web.conf", "--into", "tuning.yaml"]);
  expect(again.code).toBe(2);
  expect(again.err).toContain(
    "tuning.yaml already has `roles.web` [import-conflict]",
  );
  expect(
    workspace.run([
      "import",
      "--role",
      "cache=web.conf",
      "web.conf",
      "--into",
      "tuning.yaml",
    ]).code,
  ).toBe(0);
  expect(workspace.read("tuning.yaml")).toContain("\n    cache:\n");
});

test("what cannot be read is said, and the rest is imported", () => {
  const workspace = new Workspace();
  workspace.write("a.conf", "vm.swappiness = 1\n");
  workspace.write("logo.png", Buffer.from([0x89, 0x50, 0, 0]));
  workspace.write("notes.md", "set vm.dirty_ratio = 5 some day\n");
  const walked = workspace.run(["import", "."]);
  expect(walked.out).toContain("vm.swappiness: 1");
  expect(walked.err).toContain("notes.md: not read: its format is not known");
  expect(walked.code).toBe(1);
  const named = workspace.run(["import", "logo.png", "a.conf"]);
  expect(named.err).toContain("logo.png:1:1: error: the file is binary");
  expect(named.code).toBe(1);
  expect(workspace.run(["import", "nope.conf"]).code).toBe(2);
});

test("a folder with nothing to import says what to name", () => {
  const space = new Workspace({ "notes/readme.txt": "Nothing\n" });
  const { code, out, err } = space.run(["import", "notes"]);
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err).toMatch(
    /^imported no settings[^\n]*\n {2}help: name files with settings, such as \/etc\/sysctl\.d, or their format with --from\n$/mu,
  );
});

test("a path below a regular file is named, wherever a path is read", () => {
  const space = new Workspace({ "tuning.yaml": small, "a.conf": "" });
  const imported = space.run(["import", "a.conf/x"]);
  expect(imported.code).toBe(2);
  expect(imported.err).toContain(
    "a.conf/x was not read: a part of the path is a file",
  );
  expect(space.run(["diff", "a.conf/x"]).code).toBe(2);
});

test("standard input that is also named for a role is read once", () => {
  const { code, out, err } = new Workspace().run(
    ["import", "--role", "web=-", "-"],
    { input: web },
  );
  expect(err).toContain("imported 2 settings of 1 file into 1 role");
  expect(code).toBe(0);
  expect(out).toContain("\n  web:\n");
});
