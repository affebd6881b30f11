import { describe, expect, test } from "vitest";
import type { Unit } from "../../src/core/unit.js";
import type { Sysctl } from "../../src/settings/sysctl/index.js";
import {
  proxySettingComment,
  groupHeading,
  moduleComment,
  nodeSubject,
  settingComment,
} from "../../src/targets/shared/comments.js";
import { inWords } from "../../src/core/unit-words.js";
import { nodeOf } from "./plan.js";
import { conntrackOf, groupOf, moduleOf, sysctlOf } from "./settings.js";

describe("a number in words", () => {
  test.each<[bigint, Unit, string | undefined]>([
    [16777216n, "bytes", "16 MiB"],
    [212992n, "bytes", "208 KiB"],
    [1610612736n, "bytes", "1536 MiB"],
    [1000000n, "bytes", undefined],
    [512n, "bytes", undefined],
    [0n, "bytes", undefined],
    [-4096n, "bytes", undefined],
    [9223372036854774784n, "bytes", undefined],
    [65536n, "kibibytes", "64 MiB"],
    [262144n, "pages", "1 GiB"],
    [86400n, "seconds", "1 day"],
    [432000n, "seconds", "5 days"],
    [7200n, "seconds", "2 hours"],
    [90n, "seconds", undefined],
    [0n, "seconds", undefined],
    [3000n, "centiseconds", undefined],
    [360000n, "centiseconds", "1 hour"],
    [262144n, "count", undefined],
    [1024n, "port", undefined],
  ])("%d %s", (value, unit, words) => {
    expect(inWords(value, unit, {})).toBe(words);
  });

  test("pages are as large as the node's", () => {
    expect(inWords(1024n, "pages", { pageSize: 16384n })).toBe("16 MiB");
  });
});

describe("a setting", () => {
  const about = (value: string | undefined, note?: string) => ({
    value,
    sure: false,
    ...(note !== undefined && { note }),
  });

  test.each<[string, Sysctl, readonly string[]]>([
    ["unknown", sysctlOf("a.b", 1n), []],
    [
      "with reasons, words, a default and a reference",
      sysctlOf("a.b", 16777216n, {
        why: ["one", "two"],
        unit: "bytes",
        standard: "212992",
        refs: ["https://example.org"],
      }),
      ["# one. two. 16 MiB. Default: 208 KiB.", "# See https://example.org"],
    ],
    [
      "whose reason names the value",
      sysctlOf("a.b", 134217728n, {
        why: ["May grow to 128 MiB"],
        unit: "bytes",
        standard: "212992",
      }),
      ["# May grow to 128 MiB. Default: 208 KiB."],
    ],
    [
      "whose reason names another value",
      sysctlOf("a.b", 16777216n, {
        why: ["Not 116 MiB"],
        unit: "bytes",
        standard: "212992",
      }),
      ["# Not 116 MiB. 16 MiB. Default: 208 KiB."],
    ],
    [
      "in seconds",
      sysctlOf("a.b", 60n, { unit: "seconds", standard: "75" }),
      ["# 60 s. Default: 75 s."],
    ],
    [
      "in minutes and days",
      sysctlOf("a.b", 1200n, { unit: "seconds", standard: "432000" }),
      ["# 20 minutes. Default: 5 days."],
    ],
    [
      "in parts of a second",
      sysctlOf("a.b", 50n, { unit: "centiseconds", standard: "3000" }),
      ["# 0.5 s. Default: 30 s."],
    ],
    [
      "with a default in its own unit",
      sysctlOf("a.b", 200000n, { unit: "bytes", standard: "212992" }),
      ["# Default: 212992 bytes."],
    ],
    [
      "that another one needs",
      sysctlOf("a.b", "30000-32767", {
        why: "mine too",
        because: [{ id: "c.d", note: "it runs over the NodePorts" }],
      }),
      ["# mine too. Needed by c.d: it runs over the NodePorts."],
    ],
    [
      "with words only",
      sysctlOf("a.b", 4096n, { unit: "bytes" }),
      ["# 4 KiB."],
    ],
    [
      "at its default",
      sysctlOf("a.b", [4096n, 8192n], {
        unit: "bytes",
        standard: "4096\t8192",
      }),
      ["# 4 KiB, 8 KiB, the kernel's default."],
    ],
    [
      "perhaps at its default",
      sysctlOf("a.b", 1n, { standard: about("1") }),
      ["# Default: about 1."],
    ],
    [
      "with a default that varies with unknown memory",
      sysctlOf("a.b", 1n, {
        standard: about(undefined, "depends on the memory"),
      }),
      ["# Default: depends on the memory."],
    ],
    [
      "with a default that varies in some way",
      sysctlOf("a.b", 1n, { standard: about("2", "depends on the mood") }),
      ["# Default: 2 (depends on the mood)."],
    ],
    [
      "with an empty default",
      sysctlOf("a.b", "8080", { standard: "" }),
      ["# Default: empty."],
    ],
    [
      "left to the kernel",
      sysctlOf("a.b", null, { why: "better so", standard: "60" }),
      ["# Not set: a.b. Default: 60. better so"],
    ],
    [
      "left to an unknown default",
      sysctlOf("a.b", null),
      ["# Not set: a.b keeps its default."],
    ],
    [
      "whose default reaches the floor",
      sysctlOf("a.b", { floor: true }, { unit: "bytes", standard: "4194304" }),
      ["# Not set: a.b. The default, 4 MiB, already reaches the floor."],
    ],
  ])("%s", (_, sysctl, lines) => {
    expect(settingComment(sysctl, {}, 0, sysctl.refs)).toEqual(lines);
  });
});

describe("a group", () => {
  const node = nodeOf({}, { name: "w", why: "the node's" });

  test.each([
    [groupOf("profile", "p", [], { why: "so" }), ["# Profile p: so"]],
    [groupOf("role", "w", [], { why: "the node's" }), ["# Role w"]],
    [groupOf("workload", "x", []), ["# Workload x"]],
    [groupOf("spec", "tuning.yaml", []), ["# For all nodes"]],
  ])("%#", (group, lines) => {
    expect(groupHeading(group, node, 0)).toEqual(lines);
  });
});

test("a node's subject names a host's role", () => {
  const host = nodeOf({}, { kind: "host", name: "h", role: "r", why: "big" });
  expect(nodeSubject(host)).toEqual(["# Host h (role r): big"]);
});

test.each([
  [[], []],
  [["a"], ["# Needed by a."]],
  [["a", "b"], ["# Needed by a and b."]],
  [["a", "b", "c", "d"], ["# Needed by a, b, c and d."]],
  [["a", "b", "c", "d", "e"], ["# Needed by a, b, c and 2 more."]],
])("a module needed by %j", (because, lines) => {
  expect(moduleComment(moduleOf("m", { because }), 0)).toEqual(lines);
});

test("a module that was asked for gives the reason first", () => {
  const module = moduleOf("m", { why: ["mine"], because: ["a"] });
  expect(moduleComment(module, 0)).toEqual(["# mine", "# Needed by a."]);
});

test("a conntrack setting names what it keeps", () => {
  expect(
    proxySettingComment(conntrackOf("maxPerCore", "0", "a", "b"), [], 0),
  ).toEqual(["# Keeps kube-proxy from overwriting a and b."]);
});
