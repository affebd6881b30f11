import { expect, test } from "vitest";
import { importFiles } from "../../src/import/import-files.js";
import { reportLines } from "../../src/import/report.js";

function imported(files: Readonly<Record<string, string>>) {
  const all = Object.entries(files).map(([name, text]) => ({
    source: { name, text },
    role: undefined,
    isNamed: false,
  }));
  const found = importFiles(all, undefined);
  return {
    roles: found.draft.roles.map(({ name, facts, settings }) => ({
      name,
      facts: Object.fromEntries([...found.draft.facts, ...facts]),
      settings: settings.map(({ path }) => path.slice(1).join(" ")),
    })),
    report: reportLines(found).map(({ text }) => text),
  };
}

const talconfig = `clusterName: fjord
talosVersion: v1.11.2
nodes:
  - hostname: cp-1
    controlPlane: true
  - hostname: worker-1
controlPlane:
  patches:
    - "@./patches/api.yaml"
worker:
  patches:
    - "@patches/storage.yaml"
    - |-
      machine:
        sysctls:
          vm.max_map_count: "262144"
patches:
  - "@./patches/all.yaml"
`;
const sysctl = (key: string) => `machine:\n  sysctls:\n    ${key}: "1"\n`;

test("patches that talhelper names are for the nodes it names them for", () => {
  const { roles, report } = imported({
    "talos/patches/all.yaml": sysctl("kernel.dmesg_restrict"),
    "talos/patches/api.yaml": sysctl("net.ipv4.tcp_tw_reuse"),
    "talos/patches/storage.yaml": sysctl("vm.overcommit_memory"),
    "talos/talconfig.yaml": talconfig,
  });
  expect(roles).toEqual([
    {
      name: "control-plane",
      facts: { os: "talos", osVersion: "1.11" },
      settings: ["kernel.dmesg_restrict", "net.ipv4.tcp_tw_reuse"],
    },
    {
      name: "worker",
      facts: { os: "talos", osVersion: "1.11" },
      settings: [
        "kernel.dmesg_restrict",
        "vm.overcommit_memory",
        "vm.max_map_count",
      ],
    },
  ]);
  expect(report).toEqual(["imported 4 settings of 4 files into 2 roles"]);
});

test("a patch that is not there makes no role, and is named once", () => {
  const { roles, report } = imported({ "talconfig.yaml": talconfig });
  expect(roles.map(({ name }) => name)).toEqual(["worker"]);
  expect(report[0]).toBe(
    "talconfig.yaml:18:5: note: the file uses `./patches/all.yaml`, `./patches/api.yaml`, `patches/storage.yaml`; import these files, too, or their folder",
  );
});

test("a module that only imports others is no role, and imported files are not asked for", () => {
  const { roles, report } = imported({
    "hosts/heron.nix":
      '{ imports = [ ../roles/worker.nix ./disks ../gone.nix ]; networking.hostName = "heron"; }',
    "hosts/disks/default.nix": "{ }",
    "roles/worker.nix": '{ boot.kernel.sysctl."vm.swappiness" = 10; }',
  });
  expect(roles.map(({ name }) => name)).toEqual(["worker"]);
  expect(report).toEqual([
    "hosts/heron.nix:1:43: note: the file uses `../gone.nix`; import these files, too, or their folder",
    "imported 1 setting of 1 file into 1 role",
  ]);
});

test("a spec beside the files is no file to import", () => {
  const spec = `version: 1 # of the language
roles:
  worker: { sysctl: { vm.swappiness: 10 } }
`;
  const { roles, report } = imported({
    "tuning.yaml": spec,
    "90-web.conf": "net.core.somaxconn = 4096\n",
  });
  expect(roles).toEqual([
    { name: "web", facts: { os: "linux" }, settings: ["net.core.somaxconn"] },
  ]);
  expect(report).toEqual([
    "tuning.yaml:1:1: note: tuning.yaml is a spec of tunegen, and was not imported; add to it what was imported from the other files",
    "imported 1 setting of 1 file into 1 role",
  ]);
});
