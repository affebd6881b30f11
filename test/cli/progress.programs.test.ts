import { execFile } from "node:child_process";
import { expect } from "vitest";
import { shellWords } from "../support/loaders.js";
import { programTest } from "../support/programs.js";
import { fakePrometheus } from "./fake-prometheus.js";
import { bin, Workspace } from "./tunegen.js";

const spec = `version: 1
roles:
  web:
    node: { os: linux, kernel: "6.12" }
    sysctl: { vm.swappiness: 10 }
`;

/** Runs tunegen with a terminal as its standard error only; returns what that gets, and the output. */
async function atTerminal(
  workspace: Workspace,
  args: readonly string[],
): Promise<{ readonly shown: string; readonly out: string }> {
  const command = `${shellWords([process.execPath, bin, ...args])} >out.txt`;
  const shown = await new Promise<string>((resolve) => {
    const { stdin } = execFile(
      "script",
      ["--quiet", "--command", command, "/dev/null"],
      { cwd: workspace.folder },
      (_, stdout) => {
        resolve(stdout);
      },
    );
    stdin?.end();
  });
  return { shown, out: workspace.read("out.txt") };
}

function ofDumps(): Workspace {
  const workspace = new Workspace({ "tuning.yaml": spec });
  for (let at = 0; at < 100; at += 1)
    workspace.write(
      `dumps/web${at}.txt`,
      "tunegen-dump 1\nkernel 6.12.48\nsysctl vm/swappiness = 10\nend\n",
    );
  return workspace;
}

programTest("script", "a terminal shows how many nodes were read", async () => {
  const { shown, out } = await atTerminal(ofDumps(), ["verify", "dumps"]);
  expect(shown).toBe(
    `\r50 nodes read\r100 nodes read\r${" ".repeat("100 nodes read".length)}\r`,
  );
  expect(out).toBe("100 nodes: 100 equal\n");
});

programTest("script", "also while values are captured", async () => {
  const { shown } = await atTerminal(ofDumps(), [
    ...["capture", "-o", "values.json", "dumps"],
  ]);
  expect(shown).toMatch(
    /^\r50 nodes read\r100 nodes read\r {14}\rcaptured 100 values of 100 nodes\r\n$/u,
  );
});

programTest("script", "a terminal shows which query is asked", async () => {
  const { url } = await fakePrometheus([
    { __name__: "node_uname_info", instance: "web1", tuning_role: "web" },
    {
      __name__: "node_sysctl_vm_swappiness",
      instance: "web1",
      tuning_role: "web",
      "value of series": "10",
    },
  ]);
  const workspace = new Workspace({ "tuning.yaml": spec });
  const { shown, out } = await atTerminal(workspace, [
    ...["verify", "--prometheus", url],
  ]);
  const lines = [1, 2].map((number) => `${url}: query ${number}`);
  expect(shown).toBe(
    `\r${lines.join("\r")}\r${" ".repeat(lines[0]?.length ?? 0)}\r`,
  );
  expect(out).toMatch(/\n1 node: 1 equal\n$/u);
});

programTest("script", "without a terminal there is no progress", () => {
  const { out, err } = ofDumps().run(["verify", "dumps"]);
  expect({ out, err }).toEqual({ out: "100 nodes: 100 equal\n", err: "" });
});

programTest("script", "a terminal shows stages of a long spec", async () => {
  const hosts = Array.from(
    { length: 4000 },
    (_, at) =>
      `  host-with-a-name-${at}: { role: web, why: one of many hosts }\n`,
  );
  const workspace = new Workspace({
    "tuning.yaml": `${spec}hosts:\n${hosts.join("")}`,
    "old.yaml": spec,
  });
  const stage = (line: string) => `\r${line}\r${" ".repeat(line.length)}\r`;
  const linted = await atTerminal(workspace, ["lint", "--quiet"]);
  expect(linted.shown).toBe(stage("compiling tuning.yaml"));
  const same = await atTerminal(workspace, ["diff", "./tuning.yaml"]);
  expect(same.shown).toBe(
    [
      stage("compiling tuning.yaml"),
      stage("compiling ./tuning.yaml"),
      stage("comparing tuning.yaml with ./tuning.yaml"),
    ].join(""),
  );
  const short = await atTerminal(workspace, ["lint", "-f", "old.yaml", "-q"]);
  expect(short.shown).toBe("");
});

programTest("script", "also while many files are imported", async () => {
  const workspace = new Workspace();
  for (let at = 0; at < 200; at += 1)
    workspace.write(`conf/${at}.conf`, "vm.swappiness = 10\n");
  const { shown } = await atTerminal(workspace, ["import", "conf"]);
  expect(shown).toMatch(/^\r200 files read\r {14}\r[^\r]/u);
});
