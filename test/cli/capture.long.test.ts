import { hostname } from "node:os";
import { expect, test } from "vitest";
import { Workspace } from "./tunegen.js";

const spec = `version: 1
node: { os: linux, kernel: "6.12" }
roles:
  web:
    sysctl:
      net.core.somaxconn: 8192 # Many clients
      vm.swappiness: 10 # Less swap
      net.ipv4.conf.*.rp_filter: 2 # Two uplinks
    sysfs:
      kernel/mm/transparent_hugepage/enabled: never # Latency
    modules:
      nf_conntrack: { why: Counts connections }
hosts:
  web1: { role: web }
`;

const dump = `tunegen-dump 1
host web1
kernel 6.12.48
module nf_conntrack missing
sysctl net/core/somaxconn = 4096
sysctl net/ipv4/tcp_fastopen_key = 1-2-3-4
sysctl net/ipv4/conf/all/rp_filter = 0
sysctl net/ipv4/conf/eth0.30/rp_filter = 1
sysctl vm/swappiness unreadable
file kernel/mm/transparent_hugepage/enabled = always [madvise] never
end
`;

test("values that do not name their node are those of their file", () => {
  const { code, out } = new Workspace({
    "tuning.yaml": spec,
    "dumps/a.txt": dump.replace("host web1\n", ""),
    "dumps/b.txt": dump.replace("host web1\n", ""),
  }).run(["capture", "--role", "web", "dumps"]);
  expect(code).toBe(1);
  expect(out.match(/(?<=^ {4})"\w+"/gmu)).toEqual(['"a"', '"b"']);
});

test("a dump that was cut off has no key that is not there", () => {
  const { code, out } = new Workspace({
    "tuning.yaml": spec,
    "web1.txt": dump.slice(0, dump.indexOf("file ")),
  }).run(["capture", "web1.txt"]);
  expect(code).toBe(1);
  expect(out).toContain(`"files": {
        "kernel/mm/transparent_hugepage/enabled": {
          "unreadable": "the source does not tell"
        }
      }`);
});

test("no file is written where no value could be read", () => {
  const workspace = new Workspace({
    "tuning.yaml": spec,
    "web1.txt": dump.split("\n").slice(0, 3).join("\n"),
  });
  const { code, err } = workspace.run([
    "capture",
    "-o",
    "before.json",
    "web1.txt",
  ]);
  expect(code).toBe(1);
  expect(err).toContain("were not read: the source does not tell");
  expect(err).not.toContain("captured");
  expect(workspace.files()).toEqual(["tuning.yaml", "web1.txt"]);
});

test("the values of a node, and what could not be read", () => {
  const { code, out, err } = new Workspace({
    "tuning.yaml": spec,
    "web1.txt": dump,
  }).run(["capture", "web1.txt"]);
  expect({ code, out, err }).toEqual({
    code: 1,
    out: `{
  "tunegenValues": 1,
  "nodes": {
    "web1": {
      "role": "web",
      "kernel": "6.12.48",
      "sysctls": {
        "net.core.somaxconn": "4096",
        "net.ipv4.conf.all.rp_filter": "0",
        "net.ipv4.conf.eth0/30.rp_filter": "1",
        "vm.swappiness": {
          "unreadable": "permission denied"
        }
      },
      "files": {
        "kernel/mm/transparent_hugepage/enabled": "always [madvise] never"
      },
      "modules": {
        "nf_conntrack": "missing"
      }
    }
  }
}
`,
    err: `error: vm.swappiness of \`web1\` was not read: permission denied [unreadable-values]
  why: \`tunegen rollback\` will use the baseline instead, if it is known
captured 4 values of 1 node
`,
  });
});

const small = `version: 1
node: { os: linux, kernel: "6.12" }
roles:
  web:
    sysctl: { net.core.somaxconn: 8192 } # Many clients
  db:
    sysctl: { vm.swappiness: 10 } # Less swap
hosts:
  web1: { role: web }
  db1: { role: db }
`;

function listing(host: string): string {
  return `kernel.hostname = ${host}\nkernel.osrelease = 6.12.48\nnet.core.somaxconn = 4096\nnet.ipv4.tcp_fastopen_key = 1-2-3-4\nvm.swappiness = 60\n`;
}

test("a fleet is written once, and never overwritten by other values", () => {
  const workspace = new Workspace({
    "tuning.yaml": small,
    "d/web1.txt": listing("web1"),
    "d/db1.txt": listing("db1"),
  });
  const args = ["capture", "-o", "values.json", "d"];
  const first = workspace.run(args);
  expect({ code: first.code, out: first.out, err: first.err }).toEqual({
    code: 0,
    out: "",
    err: "captured 2 values of 2 nodes\n",
  });
  const text = workspace.read("values.json");
  expect(text).not.toContain("fastopen");
  expect(workspace.run(args).code).toBe(0);
  workspace.write("d/web1.txt", listing("web1").replace("4096", "128"));
  const other = workspace.run(args);
  expect(other.code).toBe(2);
  expect(other.err).toBe(
    "error: values.json exists already [values-exist]\n  why: it may have the values from before the tuning, which cannot be read again\n  help: write to another file, or remove this one first\n",
  );
  expect(workspace.read("values.json")).toBe(text);
  // The file is a source itself: of all nodes, of a role, of a host.
  expect(workspace.run(["capture", "values.json"]).out).toBe(text);
  expect(workspace.run(["verify", "values.json"]).out).toContain(
    "2 nodes: 2 different",
  );
  expect(workspace.run(["verify", "--host", "db1", "values.json"]).out).toMatch(
    /^db1 .*\n.*\n {2}vm\.swappiness /u,
  );
});

test("a host without values, and a broken file", () => {
  const workspace = new Workspace({
    "tuning.yaml": small,
    "d/web1.txt": listing("web1"),
    "d/x.json": '{ "tunegenValues": 2, "nodes": {} }',
    "d/y.json": '{ "tunegenValues": 1, "nodes": { "a": { "role": 1 } } }',
    "d/z.json": '{ "tunegenValues": 1, "nodes": {',
  });
  const { code, err } = workspace.run(["capture", "d", "d/web1.txt"]);
  expect(code).toBe(1);
  expect(err.match(/^\S.*\[.*\]$/gmu)).toEqual([
    "error: d/x.json was not read: its shape is not 1, the one that this version of tunegen knows [unreadable-values]",
    "error: d/y.json was not read: `nodes > a > role` is not as `tunegen capture` writes it [unreadable-values]",
    "error: d/z.json was not read: it is not valid JSON, or ends in the middle [unreadable-values]",
    "error: d/web1.txt was not read: it is given twice [unreadable-values]",
    "error: no values of db1 [unreadable-values]",
  ]);
});

test("this machine, under its own name", () => {
  const workspace = new Workspace({
    "tuning.yaml":
      "version: 1\nnode: { os: linux }\nroles:\n  web:\n    sysctl: { kernel.panic: 10 } # Reboot\n",
  });
  const { code, err } = workspace.run(["capture", "-o", "values.json"]);
  expect({ code, err }).toEqual({
    code: 0,
    err: "captured 1 value of 1 node\n",
  });
  expect(workspace.read("values.json")).toMatch(
    new RegExp(`"${hostname()}": \\{\\s+"role": "web"`, "u"),
  );
});
