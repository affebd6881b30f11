import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { refused } from "../support/json-schema.js";
import { Workspace } from "./tunegen.js";

const installed = { "node_modules/tunegen/tuning.schema.json": "{}" };

test.each([
  ["linux", { "ansible.cfg": "" }, "none"],
  ["linux", { "k3s/config.yaml": "kubelet-arg: []\n" }, "k3s"],
  ["linux", { "a.yaml": "apiVersion: kubeadm.k8s.io/v1beta4\n" }, "kubeadm"],
  ["nixos", { "flake.nix": "{ nixosConfigurations = {}; }" }, "none"],
  ["nixos", { "a.nix": "{ services.k3s.enable = true; }" }, "k3s"],
  ["talos", { "talconfig.yaml": "talosVersion: v1.11.2\n" }, "talos"],
  ["talos", { "cp.yaml": "machine:\n  type: controlplane\n" }, "talos"],
  ["linux", {}, "none"],
])("init --yes finds %s in %j", (os, files, distribution) => {
  const space = new Workspace(files);
  expect(space.run(["init", "--yes"]).code).toBe(0);
  const spec = space.read("tuning.yaml");
  expect(spec).toContain(`os: ${os}\n`);
  expect(spec).toContain(`distribution: ${distribution}\n`);
  expect(refused(spec)).toEqual([]);
  expect(space.run(["lint"])).toMatchObject({ code: 0 });
  expect(space.run(["build"]).code).toBe(0);
  expect(space.run(["check"]).code).toBe(0);
});

test("init --yes imports what it finds", () => {
  const space = new Workspace({
    "sysctl.d/50.conf": "# Bursts of connections\nnet.core.somaxconn = 8192\n",
  });
  expect(space.run(["init", "--yes"]).code).toBe(0);
  expect(space.read("tuning.yaml")).toContain("Bursts of connections");
  const other = space.run(["init", "--yes", "--no-import", "-o", "b.yaml"]);
  expect(other.code).toBe(0);
  expect(space.read("b.yaml")).not.toContain("Bursts of connections");
});

test("facts that options state are in an imported spec", () => {
  const space = new Workspace({
    "sysctl.d/50.conf": "# Bursts of connections\nnet.core.somaxconn = 8192\n",
  });
  const args = ["--distribution", "k3s", "--release", "6.12"];
  const { code, err } = space.run(["init", "--yes", ...args]);
  expect(code).toBe(0);
  expect(err).not.toContain("is not in the spec");
  expect(space.read("tuning.yaml")).toContain(
    '      os: linux\n      kernel: "6.12"\n      distribution: k3s\n',
  );
});

test("the release is of the system that the imported files set up", () => {
  const space = new Workspace({
    "a.nix": '{ boot.kernel.sysctl."vm.swappiness" = 10; }\n',
  });
  expect(space.run(["init", "--yes", "--release", "25.11"]).code).toBe(0);
  expect(space.read("tuning.yaml")).toContain(
    '      os: nixos\n      osVersion: "25.11"\n',
  );
});

test("init names the options that an imported spec does not have", () => {
  const space = new Workspace({
    "a.nix":
      '{ services.k3s.enable = true; boot.kernel.sysctl."vm.swappiness" = 10; }\n',
  });
  const other = ["--os", "talos", "--release", "1.11"];
  expect(space.run(["init", "--yes", ...other]).err).toContain(
    "note: `--os talos` and `--release 1.11` are not in the spec: the imported files have `os: nixos`; use --no-import to write a spec from the options",
  );
  const rke2 = ["--distribution", "rke2", "-o", "b.yaml"];
  expect(space.run(["init", "--yes", ...rke2]).err).toContain(
    "note: `--distribution rke2` is not in the spec: the imported files have `distribution: k3s`; use --no-import",
  );
});

test("init overwrites nothing, and prints what it does not add", () => {
  const space = new Workspace({
    "tuning.yaml": "version: 1\n",
    ".pre-commit-config.yaml": "repos: []\n",
  });
  const refusal = space.run(["init", "--yes"]);
  expect(refusal.code).toBe(2);
  expect(refusal.err).toContain("tuning.yaml exists already [init-exists]");
  expect(space.read("tuning.yaml")).toBe("version: 1\n");
  const { code, out } = space.run([
    "init",
    "--yes",
    "-o",
    "b.yaml",
    "--pre-commit",
    "--ci",
    "gitlab",
  ]);
  expect(code).toBe(0);
  expect(out).toContain("- id: tunegen");
  expect(out).toContain("wrote .gitlab-ci.yml");
  expect(space.read(".pre-commit-config.yaml")).toBe("repos: []\n");
  expect(space.read(".gitlab-ci.yml")).toContain("check -f b.yaml");
});

test("a check is added beside a spec that exists, and asks nothing", () => {
  const space = new Workspace({ "tuning.yaml": "version: 1\n" });
  const args = ["init", "--ci", "gitlab", "--pre-commit"];
  const { code, out, err } = space.run(args);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toBe(
    "tuning.yaml exists already, and is left as it is\nwrote .gitlab-ci.yml\nwrote .pre-commit-config.yaml\n",
  );
  expect(space.read("tuning.yaml")).toBe("version: 1\n");
  const files = space.files();
  const again = space.run(args);
  expect(again.code).toBe(0);
  expect(again.out).toContain(".gitlab-ci.yml exists already; add this");
  expect(space.files()).toEqual(files);
});

test("without a terminal, init asks for --yes and writes nothing", () => {
  const space = new Workspace();
  const { code, err } = space.run(["init"]);
  expect(code).toBe(2);
  expect(err).toContain("tunegen init --yes");
  expect(space.files()).toEqual([]);
});

test("init refuses names that do not exist", () => {
  const { code, err } = new Workspace().run(["init", "--yes", "--os", "nix"]);
  expect(code).toBe(2);
  expect(err).toContain("unknown --os `nix`; valid names: ");
});

test("init states the releases that the repository states, and says where the settings are twice", () => {
  const space = new Workspace({
    "flake.nix":
      '{ inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11"; outputs = _: { nixosConfigurations = { }; }; }',
    "roles/agent.nix":
      '{ services.k3s.enable = true; boot.kernel.sysctl."vm.swappiness" = 10; }',
    "roles/server.nix":
      '{ services.k3s.enable = true; boot.kernel.sysctl."vm.swappiness" = 1; }',
  });
  const { code, out } = space.run(["init", "--yes"]);
  expect(code).toBe(0);
  expect(space.read("tuning.yaml")).toContain(
    'node:\n  os: nixos\n  osVersion: "25.11"\n  distribution: k3s\n',
  );
  expect(out).toContain(
    "remove the imported settings from roles/agent.nix, roles/server.nix.\n",
  );
  expect(space.run(["lint"]).code).toBe(0);
});

test.each([
  ["tuning.yaml", {}, "https://unpkg.com/tunegen@"],
  ["tuning.yaml", installed, "./node_modules/tunegen/"],
  ["nodes/a.yaml", installed, "../node_modules/tunegen/"],
])("the schema of %s in %j is at %s", (output, files, address) => {
  const space = new Workspace(files);
  space.run(["init", "--yes", "-o", output]);
  expect(space.read(output)).toContain(
    `# yaml-language-server: $schema=${address}`,
  );
});

test("Cilium that Flux installs is the network plug-in of the nodes", () => {
  const space = new Workspace({
    "apps/cilium.yaml": `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: cilium, namespace: kube-system }
spec:
  chart:
    spec:
      chart: cilium
      version: 1.18.2
`,
    "config.yaml": "flannel-backend: none\n",
  });
  const { code } = space.run(["init", "--yes", "--no-import"]);
  expect(code).toBe(0);
  expect(space.read("tuning.yaml")).toContain(
    '      distribution: k3s\n      # kubernetes: "1.34"\n      cni: cilium\n',
  );
  expect(space.run(["build"]).code).toBe(0);
});

test("a folder that cannot be made ends init, and leaves nothing", () => {
  const { code, err } = new Workspace().run([
    "init",
    "-y",
    "--os",
    "linux",
    "--distribution",
    "none",
    "--release",
    "6.12",
    "-o",
    "/proc/self/none/tuning.yaml",
  ]);
  expect(code).toBe(2);
  expect(err).toContain("/proc/self/none/tuning.yaml");
});

test("init names the folders that it creates, and leaves none where it fails", () => {
  const space = new Workspace({ ".github": "a file\n" });
  const args = ["init", "-y", "-o", "sub/dir/tuning.yaml"];
  const { code } = space.run([...args, "--ci", "github"]);
  expect(code).toBe(2);
  expect(existsSync(space.path("sub"))).toBe(false);
  expect(space.run(args).out).toMatch(
    /^created the folder sub\nwrote sub\/dir\/tuning.yaml\n/u,
  );
});
