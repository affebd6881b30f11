import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { shellWords } from "../support/loaders.js";
import { bin, Workspace } from "./tunegen.js";

const spec = `version: 1
node: { os: linux, kernel: "6.12" }
roles:
  web:
    sysctl:
      net.core.somaxconn: 8192 # Many clients
      vm.swappiness: 10 # Less swap
hosts:
  web1: { role: web }
  web2: { role: web }
`;

function dump(host: string): string {
  return `tunegen-dump 1\nhost ${host}\nkernel 6.12.48\nsysctl net/core/somaxconn = 8192\nsysctl vm/swappiness = 10\nend\n`;
}

test("what cannot be read is named, and the rest is compared", () => {
  const workspace = new Workspace({
    "tuning.yaml": spec,
    "d/binary": Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1]),
    "d/cut.txt": dump("web1").replace("end\n", ""),
    "d/empty": "",
    "d/huge": "",
    "d/web2.txt": dump("web2"),
    "d/web2-old.txt": dump("web2"),
  });
  truncateSync(workspace.path("d/huge"), 1024 ** 3);
  execFileSync("mkfifo", [workspace.path("d/fifo")]);
  symlinkSync("loop", workspace.path("d/loop"));
  mkdirSync(workspace.path("d/.git"));
  writeFileSync(workspace.path("d/.git/x"), "x");
  const { code, out, err } = workspace.run(["verify", "d"]);
  expect(code).toBe(1);
  expect(err.match(/^\S.*\[.*\]$/gmu)).toEqual([
    "error: d/binary was not read: it is binary, or in another encoding than UTF-8 [unreadable-values]",
    "d/cut.txt:6:1: error: line 6 was not read: the dump ends in the middle [unreadable-values]",
    "error: d/empty was not read: it is empty [unreadable-values]",
    "error: d/fifo was not read: it is not a regular file [unreadable-values]",
    "error: d/huge was not read: it is larger than 64 MiB (1024 MiB), and the values of a node are less than one [unreadable-values]",
    "error: d/loop was not read: too many symbolic links [unreadable-values]",
    "error: d/web2-old.txt and d/web2.txt have values of the same node, `web2` [unreadable-values]",
  ]);
  expect(out).toMatch(/\n3 nodes: 6 equal\n$/u);
});

test("more than is read, on standard input", () => {
  const { folder } = new Workspace({ "tuning.yaml": spec });
  const verify = shellWords([process.execPath, bin, "verify", "-"]);
  const { status, stderr } = spawnSync(
    "sh",
    ["-c", `yes "vm.swappiness = 10" | ${verify} --role web`],
    { cwd: folder, encoding: "utf8" },
  );
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /^error: <stdin> was not read: it is larger than 64 MiB, and the values of a node are less than one \[unreadable-values\]\n/u,
  );
});

test("standard input that is given twice, or is a folder", () => {
  const workspace = new Workspace({ "tuning.yaml": spec });
  const twice = workspace.run(["verify", "-", "-"], { input: dump("web1") });
  expect(twice.code).toBe(1);
  expect(twice.err).toContain(
    "error: <stdin> was not read: it is given twice [unreadable-values]\n  help: give each source once\n",
  );
  const verify = shellWords([process.execPath, bin, "verify", "-"]);
  const { status, stderr } = spawnSync("sh", ["-c", `${verify} < .`], {
    cwd: workspace.folder,
    encoding: "utf8",
  });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^error: <stdin> was not read: it is a folder \[/u);
});

test("a captured key that is not one", () => {
  const { code, out, err } = new Workspace({
    "tuning.yaml": spec,
    "values.json": JSON.stringify({
      tunegenValues: 1,
      nodes: {
        web1: {
          role: "web",
          sysctls: {
            "net.core.some\nconn": "1",
            "net.core.somaxconn": "8192",
            "vm.swappiness": "10",
          },
        },
      },
    }),
  }).run(["verify", "--host", "web1", "values.json"]);
  expect(code).toBe(1);
  expect(err).toMatch(
    /^error: values\.json was not read completely: `net\.core\.some\\u\{a\}conn` contains white space \[unreadable-values\]\n {2}why: the other values of the file were compared\n/u,
  );
  expect(out).toMatch(/\n1 node: 2 equal\n$/u);
});

test("a listing of another kernel, and text that is not a value", () => {
  const { code, out, err } = new Workspace({
    "tuning.yaml": spec,
    "web1.txt":
      "net.core.some\nconn = 4096\nnet.core.somaxconn = 8192\nvm.swappiness = 10\nkernel.osrelease = 5.10.0\n",
  }).run(["verify", "web1.txt"]);
  expect({ code, out }).toEqual({
    code: 1,
    out: "web1 (role web, web1.txt, Linux 5.10.0)\n  note: the node runs Linux 5.10.0, and the spec states 6.12: keys, defaults and ranges may be others\n  as the spec says\n\n1 node: 2 equal\n",
  });
  expect(err).toContain(
    "web1.txt:1:1: error: line 1 was not read: it is not `key = value`, as `sysctl -a` prints it",
  );
});

test("a key of Talos that is not one", () => {
  const { code, err, out } = new Workspace({
    "tuning.yaml": spec,
    "web1.yaml":
      'node: web1\nmetadata:\n  type: KernelParamStatuses.runtime.talos.dev\n  id: "proc.sys.net.core.some\\nconn"\nspec: { current: "8192" }\n---\nnode: web1\nmetadata: { id: proc.sys.vm.swappiness }\nspec: { current: "10" }\n---\nnode: web1\nmetadata:\n',
  }).run(["verify", "web1.yaml"]);
  expect(code).toBe(1);
  expect(err.match(/^\S.*\[.*\]$/gmu)).toEqual([
    "web1.yaml:1:1: error: line 1 was not read: `proc.sys.net.core.some\\u{a}conn` contains white space [unreadable-values]",
    "web1.yaml:11:1: error: line 11 was not read: it is not a KernelParamStatus, or has no current value [unreadable-values]",
  ]);
  expect(out).toMatch(/\n1 node: 1 equal, 1 not asked\n/u);
});
