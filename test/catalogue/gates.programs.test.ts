import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { programTest, run } from "../support/programs.js";

/** A small tree in the style of Linux, with each construct once. */
const linux = join(import.meta.dirname, "gates/linux");
const script = join(import.meta.dirname, "../../catalogue/gates/gates.js");

programTest("tar", "a tarball is read as its folder is", () => {
  const folder = mkdtempSync(join(tmpdir(), "tunegen-gates-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const tarball = join(folder, "linux.tar.gz");
  const parent = join(linux, "..");
  expect(run("tar", ["-czf", tarball, "-C", parent, "linux"]).status).toBe(0);
  const [packed, unpacked] = [tarball, linux].map((source) =>
    run(process.execPath, [script, source]),
  );
  expect(packed?.stdout).toContain("kernel.always");
  expect(packed?.stdout).toBe(unpacked?.stdout);
  expect(packed?.status).toBe(0);
});
