import { expect, test } from "vitest";
import { adviceOn } from "../../src/catalogue/advice.js";
import { explainWord } from "../../src/explain/explain.js";
import { overview } from "../../src/explain/overview.js";
import { textOf } from "./explained.js";
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
  const found = explainWord("nf_conntrack_max", undefined);
  expect(found).toEqual({
    kind: "keys",
    name: "nf_conntrack_max",
    as: "end",
    keys: ["net.netfilter.nf_conntrack_max", "net.nf_conntrack_max"],
  });
  expect(textOf(found)).toBe(
    `\`nf_conntrack_max\` is the end of 2 keys:
  net.netfilter.nf_conntrack_max
  net.nf_conntrack_max
`,
  );
});

test("a folder lists its keys, and of many the first", () => {
  expect(textOf(explainWord("net.unix", undefined))).toBe(
    "`net.unix` is a folder of 1 key:\n  net.unix.max_dgram_qlen\n",
  );
  const [title, ...keys] = textOf(explainWord("net/ipv4/", undefined))
    .trimEnd()
    .split("\n");
  expect(title).toMatch(
    /^`net\/ipv4\/` is a folder of [0-9]{3} keys; the first 40 are:$/u,
  );
  expect(keys).toHaveLength(40);
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

test.each([
  [
    "net.ipv4.tcp_thin_linear_timeouts",
    "https://docs.kernel.org/networking/ip-sysctl.html",
  ],
  [
    "net.core.rmem_max",
    "https://docs.kernel.org/admin-guide/sysctl/net.html#rmem-max",
  ],
  [
    "user.max_inotify_watches",
    "https://github.com/torvalds/linux/blob/master/kernel/ucount.c",
  ],
  [
    "fs.fanotify.max_user_marks",
    "https://man7.org/linux/man-pages/man7/fanotify.7.html",
  ],
])("%s has the address of its source", (key, address) => {
  const text = textOf(explainWord(key, undefined, undefined, adviceOn));
  expect(/^ +source +(\S+)$/mu.exec(text)?.[1]).toBe(address);
});
