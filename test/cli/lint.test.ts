import { expect, test } from "vitest";
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
