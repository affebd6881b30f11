import { describe, expect, test } from "vitest";
import { applyEdits } from "../../src/core/edits.js";
import { isWorse } from "../../src/cli/fix/is-worse.js";
import { error } from "../../src/core/diagnostic.js";
import { Workspace } from "./tunegen.js";

const broken = `# A comment that stays
version: "1"
include: [shared.yaml]
roles:
  worker:
    node: { kernel: 6.10, mem: 64GB, os: linux } # facts
    profiles: [network]
    sysctl:
      somaxconn: 65535   # a prefix is missing
      # from sysctl.conf
      net.core.rmem_max = 16777216 # pasted
      net.core.wmem_max=16777216
      vm.swapiness: 10 # misspelt
      net.core.optmem_max: 100MB # unclear
`;

const mended = `# A comment that stays
version: 1
include: [shared.yaml]
roles:
  worker:
    node: { kernel: "6.10", memory: 64GiB, os: linux } # facts
    profiles: [network]
    sysctl:
      net.core.somaxconn: 65535   # a prefix is missing
      # from sysctl.conf
      net.core.rmem_max: 16777216 # pasted
      net.core.wmem_max: 16777216
      vm.swappiness: 10 # misspelt
      net.core.optmem_max: 100MB # unclear
`;

const shared = `version: 1
profiles:
  network:
    why: Long paths
    sysctl: { net.ipv4.tcp_rmem: "4096, 131072, 16777216" }
`;

describe("lint --fix", () => {
  test("mends what has one right answer, in included files too, and keeps the layout", () => {
    const workspace = new Workspace({
      "tuning.yaml": broken,
      "shared.yaml": shared,
    });
    const { code, out } = workspace.run(["lint", "--fix"]);
    expect(code).toBe(2);
    expect(out).toContain("+      net.core.wmem_max: 16777216\n");
    expect(workspace.read("tuning.yaml")).toBe(mended);
    expect(workspace.read("shared.yaml")).toBe(
      shared.replace('"4096, 131072, 16777216"', "[4096, 131072, 16777216]"),
    );
    expect([...workspace.files()].sort()).toEqual([
      "shared.yaml",
      "tuning.yaml",
    ]);
  });

  test("--dry-run shows a diff and writes nothing", () => {
    const workspace = new Workspace({
      "tuning.yaml": broken,
      "shared.yaml": shared,
    });
    const { out, err } = workspace.run(["lint", "--fix", "--dry-run"]);
    expect(out).toContain("--- a/tuning.yaml\n+++ b/tuning.yaml\n");
    expect(out).toContain("-      net.core.wmem_max=16777216\n");
    expect(out).toContain("+      net.core.wmem_max: 16777216\n");
    expect(out + err).toContain("nothing was written");
    expect(workspace.read("tuning.yaml")).toBe(broken);
  });

  test("keeps the line ends of Windows", () => {
    const text = "version: 1\r\nroles:\r\n  w:\r\n    sysctl:\r\n";
    const workspace = new Workspace({
      "tuning.yaml": `${text}    - net.core.somaxconn=8192\r\n    - vm.swappiness=10\r\n`,
    });
    workspace.run(["lint", "--fix"]);
    expect(workspace.read("tuning.yaml")).toBe(
      `${text}      net.core.somaxconn: 8192\r\n      vm.swappiness: 10\r\n`,
    );
  });

  test("does without a fix that would set a key twice", () => {
    const text =
      "version: 1\nroles:\n  w:\n    sysctl:\n      somaxconn: 1\n      net.core.somaxconn: 8192\n";
    const workspace = new Workspace({ "tuning.yaml": text });
    workspace.run(["lint", "--fix"]);
    expect(workspace.read("tuning.yaml")).toBe(text);
  });
});

test("edits are applied wherever they are, and one that overlaps is left out", () => {
  const source = { name: "a", text: "0123456789" };
  const edit = (start: number, end: number, text: string) => ({
    span: { source, start, end },
    text,
  });
  expect(
    applyEdits(source.text, [
      edit(7, 8, "x"),
      edit(1, 3, "yyy"),
      edit(2, 4, ""),
    ]),
  ).toBe("0yyy3456x89");
});

test("a result with more errors is worse, unless pasted settings hid them", () => {
  const [one, two] = [
    error("unknown-key", undefined, "a"),
    error("wrong-kind", undefined, "b"),
  ];
  const pasted = error("pasted-setting", undefined, "c");
  expect(isWorse([one], [one, two])).toBe(true);
  expect(isWorse([pasted], [one, two])).toBe(false);
  expect(isWorse([one], [error("duplicate-key", undefined, "d")])).toBe(true);
});
