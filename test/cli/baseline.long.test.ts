import { expect, test } from "vitest";
import { Workspace } from "./tunegen.js";

const spec = `version: 1
include: [shared.yaml]
roles:
  worker:
    node: { os: linux, kernel: "6.12" }
    profiles: [shared]
    sysctl:
      net.core.somaxconn: 512
      vm.swappiness: 10
`;
const shared = `version: 1
profiles:
  shared: { sysctl: { net.core.netdev_max_backlog: 5000 } }
`;
const recorded = `{
  "version": 1,
  "findings": [
    { "rule": "below-default", "at": "roles > worker > sysctl > net.core.somaxconn" },
    { "rule": "reason-missing", "at": "roles > worker > sysctl > net.core.somaxconn" },
    { "rule": "reason-missing", "at": "roles > worker > sysctl > vm.swappiness" },
    { "rule": "reason-missing", "at": "shared.yaml: profiles > shared > sysctl > net.core.netdev_max_backlog" }
  ]
}
`;

function workspaceOf(): Workspace {
  const workspace = new Workspace({
    "a/tuning.yaml": spec,
    "a/shared.yaml": shared,
  });
  const { code, out, err } = workspace.run([
    ...["lint", "-f", "a/tuning.yaml", "--write-baseline"],
  ]);
  expect({ code, out, err }).toEqual({
    code: 0,
    out: "",
    err: "4 findings recorded in a/.tunegen-baseline.json\n",
  });
  return workspace;
}

test("recorded findings are not reported again, from any folder and at any line", () => {
  const workspace = workspaceOf();
  expect(workspace.read("a/.tunegen-baseline.json")).toBe(recorded);
  workspace.edit("a/tuning.yaml", (text) =>
    text.replace("version: 1", "# Moved\n\nversion: 1"),
  );
  expect(workspace.run(["lint"], { cwd: "a" }).out).toBe("no findings\n");
  for (const command of ["lint", "build", "check"]) {
    const { code, out, err } = workspace.run([command, "-f", "a/tuning.yaml"]);
    expect(code).toBe(0);
    expect(out + err).not.toContain("[");
  }
});

test("a new finding is reported, alone", () => {
  const workspace = workspaceOf();
  workspace.edit(
    "a/tuning.yaml",
    (text) => `${text}      vm.dirty_ratio: 15\n`,
  );
  const { out } = workspace.run(["lint"], { cwd: "a" });
  expect(out.match(/^\S+:\d+:\d+: .*$/gmu)).toEqual([
    "tuning.yaml:10:7: note: `vm.dirty_ratio` has no reason [reason-missing]",
  ]);
});

test("entries that match no finding are reported once, with their lines", () => {
  const workspace = workspaceOf();
  workspace.edit("a/tuning.yaml", (text) =>
    text.replace("somaxconn: 512", "somaxconn: 8192 # Bursts"),
  );
  const { code, out } = workspace.run(["lint", "--max-warnings", "0"], {
    cwd: "a",
  });
  expect(code).toBe(1);
  expect(out.match(/^\S+:\d+:\d+: .*$/gmu)).toEqual([
    ".tunegen-baseline.json:4:5: warning: 2 entries match no finding: lines 4 and 5 [baseline-unused]",
  ]);
  expect(workspace.run(["lint", "--write-baseline"], { cwd: "a" }).code).toBe(
    0,
  );
  expect(workspace.run(["lint"], { cwd: "a" }).out).toBe("no findings\n");
});

test("a file that is not a baseline is an error, and errors of the language are not recorded", () => {
  const workspace = workspaceOf();
  workspace.write("other.json", "[]\n");
  const other = workspace.run([
    ...["lint", "-f", "a/tuning.yaml", "--baseline", "other.json"],
  ]);
  expect(other.code).toBe(2);
  expect(other.out).toContain(
    "other.json:1:1: error: the file is not a baseline of tunegen [unreadable-baseline]",
  );
  workspace.edit("a/tuning.yaml", (text) => text.replace("512", "010"));
  const broken = workspace.run(["lint", "--write-baseline"], { cwd: "a" });
  expect(broken.code).toBe(2);
  expect(broken.out).toContain("[wrong-kind]");
  expect(workspace.read("a/.tunegen-baseline.json")).toBe(recorded);
});

test("help CMD is CMD --help", () => {
  const workspace = new Workspace();
  for (const command of ["build", "lint", "explain"])
    expect(workspace.run(["help", command])).toEqual(
      workspace.run([command, "--help"]),
    );
  expect(workspace.run(["help"])).toEqual(workspace.run(["--help"]));
});
