import { expect, test } from "vitest";
import { collectDiagnostics } from "../../src/core/report.js";
import { deriveLowered, withHandled } from "../../src/plan/derive/lowered.js";
import { type SettingKind } from "../../src/settings/kind.js";
import { nodeKinds } from "../../src/settings/registry.js";
import { nodeOf, planOf } from "../support/compile.js";

const node = nodeOf(
  planOf(`version: 1
roles:
  w:
    node: { os: linux }
    limits: { nofile: 1024 }
    sysfs: { a/b: 1 }
`),
  "w",
);

/** Limits as a kind that no target has files of its own for. */
function kindsWith(id: string): Readonly<Record<string, SettingKind>> {
  const limit: SettingKind = {
    ...nodeKinds.limit,
    lower: ({ value }) => [{ kind: "sysfs", id, value: String(value) }],
  };
  return { limit };
}

test("what a setting comes to is written by targets that handle its kind", () => {
  const reporter = collectDiagnostics();
  const settings = deriveLowered(node.settings, reporter, kindsWith("c/d"));
  const lowered = { ...node, settings };
  const ids = (handles: Readonly<Record<string, true | string>>) =>
    withHandled(lowered, { handles }).settings.sysfs.map(({ id }) => id);
  expect(reporter.diagnostics).toEqual([]);
  expect(ids({ sysfs: true, limit: true })).toEqual(["a/b", "c/d"]);
  expect(ids({ sysfs: true })).toEqual(["a/b"]);
  expect(withHandled(node, { handles: {} })).toBe(node);
});

test("one that is written as well is an error at that line", () => {
  const reporter = collectDiagnostics();
  deriveLowered(node.settings, reporter, kindsWith("a/b"));
  expect(reporter.diagnostics.map(({ message }) => message)).toEqual([
    "`a/b` is also set by `limits.nofile`",
  ]);
});
