import { mkdirSync, symlinkSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { output, small, Workspace } from "./tunegen.js";

/** Every target has a file. */
const every = `version: 1
roles:
  a: { node: { os: nixos, distribution: k3s }, sysctl: { net.netfilter.nf_conntrack_max: 262144 } }
  b: { node: { os: talos, osVersion: "1.11" }, sysctl: { vm.swappiness: 10 } }
  c: { node: { os: linux }, sysctl: { vm.swappiness: 10 } }
cilium: { bpf: { natMax: 524288 } }
`;

const folders = (workspace: Workspace): readonly string[] => [
  ...new Set(
    workspace
      .files()
      .filter((path) => path.startsWith("out/") && !path.includes(".tunegen"))
      .map((path) => path.split("/")[1] ?? ""),
  ),
];

describe("options", () => {
  test("--dry-run prints the difference and writes nothing", () => {
    const workspace = new Workspace({ "tuning.yaml": small });
    const { code, out } = workspace.run(["build", "--dry-run"]);
    expect(code).toBe(0);
    expect(out).toContain(`+++ b/${output}`);
    expect(workspace.files()).toEqual(["tuning.yaml"]);
  });

  test("--only builds and checks these targets", () => {
    const workspace = new Workspace({ "tuning.yaml": every });
    expect(workspace.run(["build", "--only", "nixos, cilium"]).code).toBe(0);
    expect(folders(workspace)).toEqual(["cilium", "nixos"]);
    expect(workspace.run(["check", "--only", "nixos,cilium"]).code).toBe(0);
    const all = workspace.run(["check"]);
    expect(all.code).toBe(1);
    expect(all.err).toContain("run `tunegen build` and commit the result");
    expect(workspace.run(["build"]).code).toBe(0);
    expect(folders(workspace)).toEqual(
      expect.arrayContaining(["cilium", "k3s", "nixos", "sysctl.d", "talos"]),
    );
    // What is left out is no orphan.
    expect(workspace.run(["build", "--only", "k3s"]).out).toBe("");
    expect(workspace.run(["check", "--only", "talos"]).code).toBe(0);
  });

  test("--out puts everything below another folder", () => {
    const workspace = new Workspace({ "tuning.yaml": small });
    const { code } = workspace.run(["build", "--out", "else/where"]);
    expect(code).toBe(0);
    expect(
      workspace.files().every((path) => /^(?:else|tuning)/u.test(path)),
    ).toBe(true);
    expect(workspace.run(["check", "--out", "else/where"]).code).toBe(0);
    expect(workspace.run(["check"]).code).toBe(1);
  });

  test("--templates: what is broken in them is told, and no stack is shown", () => {
    const workspace = new Workspace({
      "tuning.yaml": small,
      "none/readme": "",
      "broken/nixos/module.hbs": "{{#each",
      "unknown/nixos/modul.hbs": "x",
      "flat/module.hbs": "x",
      "own/nixos/module.hbs": "{{parameters}}: { }\n",
      "absent/nixos/module.hbs": "{{nothing}}",
    });
    for (const folder of [
      "missing",
      "broken",
      "unknown",
      "flat",
      "tuning.yaml",
    ]) {
      const { code, err } = workspace.run(["build", "--templates", folder]);
      expect(code).toBe(2);
      expect(err).toContain("error:");
    }
    const absent = workspace.run(["build", "--templates", "absent"]);
    expect(absent.code).toBe(2);
    expect(absent.err).toMatch(
      /^absent\/nixos\/module\.hbs:1:3: error: .*`nothing`/mu,
    );
    expect(workspace.run(["build", "--templates", "none"]).code).toBe(0);
    const own = ["build", "--templates", "own", "--dry-run"];
    expect(workspace.run(own).out).toContain("+{ ... }: { }");
  });
});

describe("where outputs may not go", () => {
  test.each([
    ["out: ../elsewhere"],
    ["out: /etc"],
    ['targets: { nixos: { path: "../{name}.nix" } }'],
    ['targets: { nixos: { path: "/etc/{name}.nix" } }'],
    ['targets: { nixos: { path: "a/../../{name}.nix" } }'],
    ['targets: { nixos: { path: ".git/{name}.nix" } }'],
    ['targets: { nixos: { path: "tuning.yaml" } }'],
    ['targets: { nixos: { path: "same.nix" } }'],
    ['targets: { nixos: { path: "" } }'],
    ['targets: { nixos: { path: "a\\nb/{name}" } }'],
  ])("%s", (line) => {
    const workspace = new Workspace({
      "tuning.yaml": `${small}  second: { node: { os: nixos } }\n${line}\n`,
    });
    const { code, out, err } = workspace.run(["build"]);
    expect(code).toBeGreaterThan(0);
    expect(out).toBe("");
    expect(err).toContain("error:");
    expect(workspace.files()).toEqual(["tuning.yaml"]);
  });

  test("through a symbolic link that leads outside", () => {
    const workspace = new Workspace({ "in/tuning.yaml": small });
    mkdirSync(workspace.path("outside"));
    symlinkSync("../outside", workspace.path("in/out"));
    const { code, err } = workspace.run(["build"], { cwd: "in" });
    expect(code).toBeGreaterThan(0);
    expect(err).toContain("symbolic link");
    expect(
      workspace.files().filter((path) => path.startsWith("outside")),
    ).toEqual([]);
  });

  test("onto a file that tunegen did not write", () => {
    const workspace = new Workspace({
      "tuning.yaml": small,
      [output]: "mine\n",
    });
    const { code, err } = workspace.run(["build"]);
    expect(code).toBe(1);
    expect(err).toContain(output);
    expect(workspace.read(output)).toBe("mine\n");
    expect(workspace.run(["build", "--force"]).code).toBe(0);
    expect(workspace.read(output)).not.toBe("mine\n");
  });

  test("where a file stands in the way of a folder", () => {
    const workspace = new Workspace({ "tuning.yaml": small, out: "a file\n" });
    const { code, err } = workspace.run(["build"]);
    expect(code).toBeGreaterThan(0);
    expect(err).toContain("out");
    expect(workspace.read("out")).toBe("a file\n");
  });
});

test("two builds at once leave what one would", async () => {
  const workspace = new Workspace({ "tuning.yaml": every });
  const ended = await Promise.all([
    workspace.start(["build"]),
    workspace.start(["build"]),
    workspace.start(["build"]),
  ]);
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(workspace.run(["check"]).code).toBe(0);
  expect(workspace.files().filter((path) => /tmp|lock/u.test(path))).toEqual(
    [],
  );
});

test("the same spec gives the same bytes, whatever the folder, the locale and the time zone", () => {
  const bytes = (env: Readonly<Record<string, string>>): readonly string[] => {
    const workspace = new Workspace({ "tuning.yaml": every });
    expect(workspace.run(["build"], { env }).code).toBe(0);
    return workspace.files().map((path) => `${path}\n${workspace.read(path)}`);
  };
  const plain = bytes({});
  expect(
    bytes({ LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8", TZ: "Asia/Tokyo" }),
  ).toEqual(plain);
  expect(plain.join("\n")).not.toContain("tunegen-cli-");
});
