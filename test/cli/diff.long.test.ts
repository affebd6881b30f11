import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { expect, test } from "vitest";
import { commitAll } from "./git.js";
import { Workspace } from "./tunegen.js";

const spec = `version: 1
node: { os: nixos, kernel: "6.12", memory: 4GiB }
profiles:
  base:
    sysctl:
      net.core.somaxconn: 8192 # Longer queues
      vm.swappiness: 10 # Less swap
roles:
  web: { profiles: [base] }
  db:
    profiles: [base]
    sysctl:
      net.core.somaxconn: 32768 # Many clients
hosts:
  web1: { role: web }
`;

function committed(
  files: Readonly<Record<string, string>> = { "tuning.yaml": spec },
): Workspace {
  const workspace = new Workspace(files);
  commitAll(workspace.folder);
  return workspace;
}

test("changes by risk, the riskiest first, against the last commit", () => {
  const workspace = committed();
  workspace.edit("tuning.yaml", (text) =>
    text
      .replace("8192", "16384")
      .replace("      vm.swappiness: 10 # Less swap\n", "")
      .replace("web1: { role: web }", "web2: { role: web }"),
  );
  expect(workspace.run(["diff"])).toEqual({
    code: 0,
    err: "",
    out: `tuning.yaml compared with HEAD: 2 changes on 3 of 3 roles and hosts, 1 removed

Reboot: running nodes keep what they have until they reboot
  role \`web\`, role \`db\`
    vm.swappiness: 10 → not set (default 60)
      Less swap
      was set by profile base (HEAD:tuning.yaml:7)
      Removing a line restores nothing: running nodes keep 10; to return to 60 at once, write that
      value.

New connections and sockets: what is open keeps what it has until it is closed
  role \`web\`
    net.core.somaxconn: 8192 → 16384 (default 4096)
      Longer queues
      by profile base (tuning.yaml:6)
      Listening sockets keep their backlog: restart the servers.

Nodes
  new: host \`web2\`
  removed: host \`web1\`
    Machines that run keep their values until they reboot.

Files
  D out/nixos/host-web1.nix
  A out/nixos/host-web2.nix
  M out/nixos/role-db.nix
  M out/nixos/role-web.nix
`,
  });
});

test("the comment on a pull request", () => {
  const workspace = committed();
  workspace.edit("tuning.yaml", (text) => text.replace("8192", "16384"));
  expect(workspace.run(["diff", "main", "--format", "markdown"]).out)
    .toBe(`**tuning.yaml compared with main: 1 change on 2 of 3 roles and hosts**

| risk | setting | before | after | where |
| --- | --- | --- | --- | --- |
| New connections and sockets | \`net.core.somaxconn\` | 8192 | 16384 | role \`web\` |

- \`net.core.somaxconn\`: Listening sockets keep their backlog: restart the servers.
- 2 files: \`out/nixos/host-web1.nix\`, \`out/nixos/role-web.nix\`
`);
});

test("nothing where nothing changes", () => {
  const workspace = committed();
  expect(
    workspace.run(["diff", "--format", "markdown", "--exit-code"]),
  ).toEqual({ code: 0, out: "", err: "" });
  expect(workspace.run(["diff"]).out).toBe(
    "tuning.yaml compared with HEAD: nothing changes\n",
  );
});

test("only reasons change", () => {
  const workspace = committed();
  workspace.edit("tuning.yaml", (text) => text.replace("Longer", "Long"));
  expect(workspace.run(["diff", "--exit-code"])).toEqual({
    code: 1,
    err: "",
    out: `tuning.yaml compared with HEAD: no value changes

Files
  M out/nixos/host-web1.nix
  M out/nixos/role-web.nix
`,
  });
});

test("data for programs", () => {
  const workspace = committed();
  workspace.edit("tuning.yaml", (text) => text.replace("8192", "16384"));
  const { code, out } = workspace.run([
    ...["diff", "HEAD", "--format", "json", "--exit-code"],
  ]);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    version: 1,
    command: "diff",
    before: "HEAD",
    after: "tuning.yaml",
    same: false,
    risks: [{ risk: "new-connections", changes: 1 }],
    groups: [
      {
        nodes: [
          { kind: "role", name: "web" },
          { kind: "host", name: "web1", role: "web" },
        ],
        changes: [
          {
            kind: "sysctl",
            name: "net.core.somaxconn",
            before: "8192",
            after: "16384",
            standard: "4096",
            why: ["Longer queues"],
            place: { file: "tuning.yaml", line: 6, owner: "profile base" },
            risk: {
              risk: "new-connections",
              source: "net/socket.c, __sys_listen_socket()",
            },
          },
        ],
      },
    ],
    files: [
      { path: "out/nixos/host-web1.nix", state: "changed" },
      { path: "out/nixos/role-web.nix", state: "changed" },
    ],
  });
});

test("the included files are those of the revision, and nothing is checked out", () => {
  const workspace = committed({
    "infra/tuning.yaml":
      "version: 1\ninclude: [../shared/base.yaml]\nnode: { os: linux }\nroles:\n  web: { profiles: [base] }\n",
    "shared/base.yaml":
      "version: 1\nprofiles:\n  base:\n    sysctl:\n      vm.swappiness: 10 # Less swap\n",
  });
  // The old include is gone, and with it its folder.
  rmSync(workspace.path("shared"), { recursive: true });
  workspace.write(
    "infra/tuning.yaml",
    "version: 1\ninclude: [base.yaml]\nnode: { os: linux }\nroles:\n  web: { profiles: [base] }\n",
  );
  workspace.write(
    "infra/base.yaml",
    "version: 1\nprofiles:\n  base:\n    sysctl:\n      vm.swappiness: 20 # Less swap\n",
  );
  const before = workspace.files();
  const { code, out } = workspace.run(["diff", "-f", "infra/tuning.yaml"]);
  expect(code).toBe(0);
  expect(out).toContain("vm.swappiness: 10 → 20 (default 60)");
  expect(out).toContain("by profile base (infra/base.yaml:5)");
  expect(workspace.files()).toEqual(before);
});

test("a spec that had another name, and one behind a symbolic link", () => {
  const workspace = new Workspace({ "old/spec.yaml": spec });
  mkdirSync(workspace.path("links"));
  symlinkSync("../old/spec.yaml", workspace.path("links/tuning.yaml"));
  commitAll(workspace.folder);
  workspace.write("tuning.yaml", spec.replace("8192", "16384"));
  for (const old of ["HEAD:old/spec.yaml", "HEAD:links/tuning.yaml"])
    expect(workspace.run(["diff", old]).out).toContain(
      "net.core.somaxconn: 8192 → 16384 (default 4096)",
    );
});

test("another file, without git", () => {
  const workspace = new Workspace({
    "tuning.yaml": spec.replace("8192", "16384"),
    "old.yaml": spec,
  });
  const { code, out } = workspace.run(["diff", "old.yaml"]);
  expect(code).toBe(0);
  expect(out).toMatch(
    /^tuning\.yaml compared with old\.yaml: 1 change on 2 of 3 roles and hosts\n/u,
  );
});

test("what cannot be read is said", () => {
  const workspace = new Workspace({ "tuning.yaml": spec });
  const error = (args: readonly string[], env = {}): string => {
    const { code, out, err } = workspace.run(["diff", ...args], { env });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    return err.split("\n")[0] ?? "";
  };
  expect(error([])).toBe(
    "error: `HEAD` cannot be read: the spec is not in a git repository [unreadable-revision]",
  );
  expect(error([], { PATH: "/nowhere" })).toBe(
    "error: `HEAD` cannot be read: the program git was not found [unreadable-revision]",
  );
  commitAll(workspace.folder);
  expect(error(["v9"])).toBe(
    "error: `v9` cannot be read: git knows no such revision or file [unreadable-revision]",
  );
  expect(error(["--", "--output=x"])).toBe(
    "error: `--output=x` cannot be read: git knows no such revision or file [unreadable-revision]",
  );
  expect(error(["HEAD:other.yaml"])).toBe(
    "error: other.yaml did not exist in `HEAD` [unreadable-revision]",
  );
  workspace.write("main", spec);
  expect(error(["main"])).toBe(
    "error: `main` is both a file and a revision [ambiguous-revision]",
  );
  workspace.write("tuning.yaml", "version: 1\nroles: 5\n");
  expect(error([])).toMatch(/^tuning\.yaml:2:8: error: /u);
});

test("an old spec with errors is compared as far as it goes", () => {
  const workspace = committed({
    "tuning.yaml": spec.replace("vm.swappiness: 10", "vm.swapiness: 10"),
  });
  workspace.write("tuning.yaml", spec.replace("8192", "16384"));
  const { code, out, err } = workspace.run(["diff"]);
  expect(code).toBe(0);
  expect(err).toMatch(/^HEAD:tuning\.yaml:7:7: error: /u);
  expect(err).toContain(
    "HEAD has errors: what it does not say because of them is compared as not set",
  );
  expect(out).toContain("net.core.somaxconn: 8192 → 16384 (default 4096)");
  expect(out).toContain(
    "A spec with errors produces no files, so they are not compared.",
  );
  workspace.write("old.yaml", "roles: [");
  expect(workspace.run(["diff", "old.yaml"]).code).toBe(2);
});
