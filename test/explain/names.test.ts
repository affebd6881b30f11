import { expect, test } from "vitest";
import { explainWord } from "../../src/explain/explain.js";
import { overview } from "../../src/explain/overview.js";
import { Workspace } from "../cli/tunegen.js";

test("the end of one key is that key", () => {
  expect(explainWord("somaxconn", undefined)).toMatchObject({
    kind: "key",
    key: "net.core.somaxconn",
  });
  expect(explainWord("tcp_rmem", undefined)).toMatchObject({
    key: "net.ipv4.tcp_rmem",
  });
});

test("the end of several keys lists them", () => {
  expect(explainWord("nf_conntrack_max", undefined)).toMatchObject({
    kind: "unknown",
    hint: "2 keys end in it:",
    nearest: [
      { kind: "key", name: "net.netfilter.nf_conntrack_max" },
      { kind: "key", name: "net.nf_conntrack_max" },
    ],
  });
});

test("a folder lists its keys", () => {
  const found = explainWord("net.unix", undefined);
  expect(found).toMatchObject({
    kind: "unknown",
    nearest: [{ kind: "key", name: "net.unix.max_dgram_qlen" }],
  });
});

test("a setting may be named with its section", () => {
  expect(explainWord("limits.nofile", undefined)).toMatchObject({
    kind: "setting",
    name: "nofile",
  });
});

test("the overview counts what can be explained", () => {
  const { folders, sections, rules } = overview();
  expect(folders.find(({ name }) => name === "net.core")?.keys).toBeGreaterThan(
    40,
  );
  expect(sections).toContain("limits");
  expect(rules).toBeGreaterThan(70);
});

test("explain takes several names, and none", () => {
  const workspace = new Workspace();
  const several = workspace.run(["explain", "vm.swappiness", "equals-default"]);
  expect(several.code).toBe(0);
  expect(several.out).toContain("vm.swappiness\n");
  expect(several.out).toContain("\n\nequals-default");
  expect(workspace.run(["explain"]).out).toContain("Keys, by folder\n");
  const json = workspace.run([
    "explain",
    "--format",
    "json",
    "vm.swappiness",
    "x-y",
  ]);
  expect(json.code).toBe(1);
  expect(JSON.parse(json.out)).toMatchObject({
    command: "explain",
    explanations: [{ kind: "key" }, { kind: "unknown" }],
  });
});
