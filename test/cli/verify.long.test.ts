import { execFileSync } from "node:child_process";
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
hosts:
  web1: { role: web }
  web2: { role: web }
`;

function dump(host: string, somaxconn = "8192", swappiness = "10"): string {
  return `tunegen-dump 1\nhost ${host}\nkernel 6.12.48\nsysctl net/core/somaxconn = ${somaxconn}\nsysctl vm/swappiness = ${swappiness}\nend\n`;
}

test("a node that is as the spec says", () => {
  const { code, out, err } = new Workspace({
    "tuning.yaml": spec,
    "web1.txt": dump("web1"),
  }).run(["verify", "web1.txt"]);
  expect({ code, out, err }).toEqual({
    code: 0,
    out: "web1 (role web, web1.txt, Linux 6.12.48)\n  as the spec says\n\n1 node: 2 equal\n",
    err: "",
  });
});

test("a table of what is not", () => {
  const { code, out } = new Workspace({
    "tuning.yaml": spec,
    "web1.txt": dump("web1", "4096"),
  }).run(["verify", "web1.txt"]);
  expect(code).toBe(1);
  expect(out).toBe(`web1 (role web, web1.txt, Linux 6.12.48)
  SETTING             SPEC  NODE  LINE
  net.core.somaxconn  8192  4096  tuning.yaml:6:7
      this is the kernel's default: the setting was not applied, or before the key existed

1 node: 1 equal, 1 different
`);
});

test("a folder of dumps, by setting and by node, with the host that is missing", () => {
  const workspace = new Workspace({ "tuning.yaml": spec });
  for (const name of ["web1", "a", "b", "c", "d"])
    workspace.write(`dumps/${name}.txt`, dump(name, "4096"));
  const { code, out } = workspace.run(["verify", "--role", "web", "dumps"]);
  expect(code).toBe(1);
  expect(out)
    .toBe(`net.core.somaxconn: 8192 in the spec, and not on 5 of 5 nodes
  4096 on a, b, c, d and web1
      this is the kernel's default: the setting was not applied, or before the key existed

Nodes
  a: 1 setting
  b: 1 setting
  c: 1 setting
  d: 1 setting
  web1: 1 setting

No values of web2.

5 nodes: 5 equal, 5 different; 1 host of the spec without values
`);
});

test("kinds that a source does not tell are named, and can be left out", () => {
  const workspace = new Workspace({
    "tuning.yaml": `version: 1
roles:
  web:
    node: { os: linux, kernel: "6.12" }
    sysctl: { vm.swappiness: 10 }
    sysfs: { kernel/mm/transparent_hugepage/enabled: madvise }
    limits: { nofile: 65536, services: [nginx] }
`,
    "web1.txt": "vm.swappiness = 10\n",
  });
  const all = workspace.run(["verify", "web1.txt"]);
  expect(all.code).toBe(1);
  expect(all.out).toMatch(
    /\n1 node: 1 equal, 2 not asked\n {2}help: gather sysfs and limits with the program of --print-collector, or compare only the others with --only sysctl\n$/u,
  );
  const some = workspace.run(["verify", "--only", "sysctl", "web1.txt"]);
  expect(some).toEqual({
    code: 0,
    out: "web1 (role web, web1.txt)\n  as the spec says\n\n1 node: 1 equal; left out: sysfs, limits\n",
    err: "",
  });
  const formats = ["json", "junit", "markdown"].map(
    (format) =>
      workspace.run([
        ...["verify", "--only", "sysctl", "web1.txt"],
        ...["--format", format],
      ]).out,
  );
  expect(formats[0]).toContain('"leftOut": [\n    "sysfs",\n    "limits"\n  ]');
  expect(formats[1]).toContain(
    '<testcase classname="left out" name="limits"><skipped message="left out by --only"/></testcase>',
  );
  expect(formats[2]).toBe("1 node: 1 equal; left out: sysfs, limits\n");
  const collector = (...only: readonly string[]) =>
    workspace.run(["verify", "--print-collector", ...only]).out;
  expect(collector()).toMatch(/transparent_hugepage.*for s in nginx/u);
  expect(collector("--only", "sysctl")).not.toMatch(
    /transparent_hugepage|nginx/u,
  );
});

test.each([
  [
    "a kind that is none",
    ["verify", "--only", "sysctl,sysfss"],
    "error: option '--only <kinds>' argument 'sysctl,sysfss' is invalid. Unknown kind \"sysfss\"; valid kinds: sysctl, modules, limits, sysfs, kernelArgs, hugepages, interrupts.\n(run \"tunegen verify --help\" for options)\n",
  ],
  [
    "an unknown role",
    ["verify", "--role", "wbe"],
    "error: the spec has no role `wbe` [unknown-node]\n  help: did you mean `web`?\n",
  ],
  [
    "a role and a host",
    ["verify", "--role", "web", "--host", "web1"],
    "error: option '--role <name>' cannot be used with option '--host <name>'\n(run \"tunegen verify --help\" for options)\n",
  ],
])("%s", (_, args, expected) => {
  const { code, err } = new Workspace({ "tuning.yaml": spec }).run(args);
  expect({ code, err }).toEqual({ code: 2, err: expected });
});

test("formats for machines", () => {
  const workspace = new Workspace({
    "tuning.yaml": spec,
    "web1.txt": dump("web1", "4096"),
  });
  const json: unknown = JSON.parse(
    workspace.run(["verify", "web1.txt", "--format", "json"]).out,
  );
  expect(json).toMatchObject({
    version: 1,
    command: "verify",
    ok: false,
    total: { equal: 1, different: 1 },
    nodes: [
      {
        name: "web1",
        role: "web",
        source: "web1.txt",
        kernel: "6.12.48",
        settings: [
          {
            kind: "sysctl",
            name: "net.core.somaxconn",
            outcome: "different",
            expected: "8192",
            actual: "4096",
            place: "tuning.yaml:6:7",
          },
        ],
      },
    ],
  });
  expect(
    workspace.run(["verify", "web1.txt", "--format", "junit"]).out,
  ).toContain(
    '<testcase classname="web1" name="net.core.somaxconn"><failure type="different" message="4096, and the spec says 8192">',
  );
  expect(
    workspace.run(["verify", "web1.txt", "--format", "markdown"]).out,
  ).toBe(
    "1 node: 1 equal, 1 different\n\n| setting | spec | node | nodes | |\n| --- | --- | --- | --- | --- |\n| `net.core.somaxconn` | `8192` | `4096` | web1 | this is the kernel's default: the setting was not applied, or before the key existed |\n",
  );
});

test("this machine, by itself and by its collector", () => {
  const workspace = new Workspace({
    "tuning.yaml": `version: 1
node: { os: linux }
roles:
  web:
    sysctl: { kernel.panic: 7654321 } # Never so
`,
  });
  const direct = workspace.run(["verify"]);
  expect(direct.code).toBe(1);
  expect(direct.out).toContain(`web (this machine, Linux `);
  expect(direct.out).toMatch(/\n {2}kernel\.panic +7654321 +-?\d+ /u);
  const script = workspace.run(["verify", "--print-collector"]).out;
  expect(script.split("\n")).toHaveLength(2);
  const text = execFileSync("sh", ["-c", script], { encoding: "utf8" });
  const gathered = workspace.run(["verify", "-"], { input: text });
  expect(gathered.out.replace(/^.*\n/u, "")).toBe(
    direct.out.replace(/^.*\n/u, ""),
  );
  expect(gathered.out).toContain(`${hostname()} (role web, <stdin>, Linux `);
});
