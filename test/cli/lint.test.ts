import { expect, test } from "vitest";
import { compile } from "../../src/index.js";
import { Workspace } from "./tunegen.js";

const warned = `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.route.max_size: 1 # An audit asks for it
`;

test("lint tells a warning with its line, and ends with 0", () => {
  const workspace = new Workspace({ "tuning.yaml": warned });
  const { code, err } = workspace.run(["lint"]);
  expect(code).toBe(0);
  expect(err).toContain(
    "tuning.yaml:6:7: warning: `net.ipv4.route.max_size` has no effect [no-effect]",
  );
  expect(err).toContain("1 warning\n");
  expect(workspace.files()).toEqual(["tuning.yaml"]);
});

test.each(["lint", "check", "build"])(
  "--max-warnings 0 makes %s end with 1, and nothing is written",
  (command) => {
    const workspace = new Workspace({ "tuning.yaml": warned });
    expect(workspace.run([command, "--max-warnings", "0"]).code).toBe(1);
    expect(workspace.files()).toEqual(["tuning.yaml"]);
  },
);

test("--max-warnings accepts only a whole number", () => {
  const workspace = new Workspace({ "tuning.yaml": warned });
  const { code, err } = workspace.run(["lint", "--max-warnings", "few"]);
  expect(code).toBe(2);
  expect(err).toContain("It must be a whole number.");
});

test("an error of a rule stops a build with 1, a broken spec with 2", () => {
  const workspace = new Workspace({
    "tuning.yaml": warned.replace(
      "net.ipv4.route.max_size: 1",
      "net.ipv4.ip_local_port_range: [1000, 60999]",
    ),
  });
  expect(workspace.run(["build"]).code).toBe(1);
  expect(workspace.files()).toEqual(["tuning.yaml"]);
  workspace.edit("tuning.yaml", (text) => text.replace("1000", "70000"));
  expect(workspace.run(["build"]).code).toBe(2);
});

test("--format github and sarif go to standard output", () => {
  const workspace = new Workspace({ "tuning.yaml": warned });
  const github = workspace.run(["lint", "--format", "github"]);
  expect(github.out).toMatch(/^::warning file=tuning\.yaml,line=6,/u);
  const sarif: unknown = JSON.parse(
    workspace.run(["lint", "--format", "sarif"]).out,
  );
  expect(sarif).toMatchObject({ version: "2.1.0" });
});

const mixed = `version: 1
include: [shared.yaml]
roles:
  worker:
    node: { os: linux }
    profiles: [shared]
    sysctl:
      net.ipv4.ip_local_port_range: [1000, 60999] # More clients
      net.ipv4.route.max_size: 1 # An audit asks for it
      net.core.somaxconn: 8192
`;
const shared = `version: 1
profiles:
  shared: { sysctl: { net.core.netdev_max_backlog: 5000 } }
`;

test("text ends with the worst; JSON, as the library, goes by file and line", () => {
  const workspace = new Workspace({
    "tuning.yaml": mixed,
    "shared.yaml": shared,
  });
  const text = workspace.run(["lint"]).err;
  const heads = text.matchAll(/^(\w+\.yaml:\d+):\d+: (\w+): .* \[(.*)\]$/gmu);
  expect([...heads].map(([, place, ...what]) => [place, ...what])).toEqual([
    ["shared.yaml:3", "note", "reason-missing"],
    ["tuning.yaml:10", "note", "reason-missing"],
    ["tuning.yaml:9", "warning", "no-effect"],
    ["tuning.yaml:8", "error", "ports-privileged"],
  ]);
  const { findings } = compile(mixed, { read: () => shared });
  expect(
    findings.map(({ file, line }) => `${file ?? ""}:${line ?? 0}`),
  ).toEqual([
    "shared.yaml:3",
    "tuning.yaml:8",
    "tuning.yaml:9",
    "tuning.yaml:10",
  ]);
  const json = workspace.run(["lint", "--format", "json"]).out;
  expect(JSON.parse(json)).toMatchObject({ findings });
  const github = workspace.run(["lint", "--format", "github"]).out;
  expect([...github.matchAll(/line=(\d+)/gu)].map(([, line]) => line)).toEqual([
    "3",
    "8",
    "9",
    "10",
  ]);
});
