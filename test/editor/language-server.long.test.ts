import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Editor, openInEditor } from "../support/language-server.js";

const folder = mkdtempSync(join(tmpdir(), "tunegen-test-"));
const lines = [
  "# yaml-language-server: $schema=./tuning.schema.json",
  "version: 1",
  "roles:",
  "  worker:",
  "    sysctls: {}",
  "    sysctl:",
  "      net.core.rmem_max: 16MB",
  "      vm.swappiness: 500",
  "      net.ipv4.conf.eth0.rp_filter: { value: 1, accept: { no-such-rule: x } }",
  "      ",
];

let editor: Editor;

beforeAll(async () => {
  const root = join(import.meta.dirname, "..", "..");
  cpSync(join(root, "tuning.schema.json"), join(folder, "tuning.schema.json"));
  writeFileSync(join(folder, "tuning.yaml"), lines.join("\n"));
  editor = await openInEditor(join(folder, "tuning.yaml"));
});

afterAll(() => {
  editor.close();
  rmSync(folder, { recursive: true });
});

test("an editor marks a decimal size, a number out of range and unknown names", () => {
  expect([...editor.diagnostics].sort()).toEqual([
    "5:5 Property sysctls is not allowed.",
    "7:26 Write a number or a size such as 16MiB (B, KiB, MiB, GiB, TiB).",
    "8:22 Value is above the maximum of 200.",
    "9:59 Property no-such-rule is not allowed.",
  ]);
});

test("an editor shows summary, unit, default and scope of a key", async () => {
  const shown = await editor.hover(7, 10);
  expect(shown).toContain("Maximum receive buffer that a process may set with");
  expect(shown).toContain(
    "In bytes. Default: 212992 (208 KiB) on 5.10 to 6.12; 4194304 (4 MiB) from 6.18. Scope: node, read-only in pods.",
  );
  expect(await editor.hover(9, 10)).toContain("Reverse path filter");
});

test("an editor completes the keys in `sysctl`, each with its description", async () => {
  const found = await editor.complete(10, 7);
  expect(found.length).toBeGreaterThan(900);
  expect(found).toContainEqual(
    expect.objectContaining({
      label: "net.core.somaxconn",
      insertText: "net.core.somaxconn: ${1:0}",
    }),
  );
});

test("an editor completes the rules in `accept`", async () => {
  const found = await editor.complete(9, 59);
  expect(found.map(({ label }) => label)).toContain("reset-by-k3s");
});
