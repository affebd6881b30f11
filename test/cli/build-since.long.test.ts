import { expect, test } from "vitest";
import { commitAll } from "./git.js";
import { Workspace } from "./tunegen.js";

const spec = `version: 1
roles:
  web:
    node: { os: nixos, kernel: "6.12" }
    sysctl:
      net.core.somaxconn: 8192 # Longer queues
rollout:
  hosts: { web: [web-1] }
  deploy: just deploy {host}
  stages: [{ name: all, roles: [web] }]
`;

test("the runbook has what changes since a revision, and no file depends on it", () => {
  const workspace = new Workspace({ "tuning.yaml": spec });
  commitAll(workspace.folder);
  workspace.edit("tuning.yaml", (text) => text.replace("8192", "16384"));
  const { code, out, err } = workspace.run(["build", "--since", "HEAD"]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toContain(`## What changes since HEAD

**tuning.yaml compared with HEAD: 1 change on 1 of 1 role**

| risk | setting | before | after | where |
| --- | --- | --- | --- | --- |
| New connections and sockets | \`net.core.somaxconn\` | 8192 | 16384 | role \`web\` |
`);
  expect(out).toContain("just deploy web-1");
  expect(workspace.run(["build"]).code).toBe(0);
  expect(workspace.run(["check"]).code).toBe(0);
  expect(workspace.read("out/runbook.md")).not.toContain("What changes");
});

test("it writes nothing, so that nothing of a build can be said with it", () => {
  const workspace = new Workspace({ "tuning.yaml": spec });
  commitAll(workspace.folder);
  const { code, err } = workspace.run(["build", "--since", "HEAD", "--force"]);
  expect(code).toBe(2);
  expect(err).toContain("'--since <revision>' cannot be used with");
  expect(workspace.run(["build", "--since", "nowhere"])).toMatchObject({
    code: 2,
    out: "",
  });
  expect(workspace.run(["build", "--since", "HEAD"]).out).toContain(
    "## What changes since HEAD\n\nNothing.\n",
  );
});
