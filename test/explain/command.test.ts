import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { adviceOn } from "../../src/catalogue/advice.js";
import { completion } from "../../src/cli/commands/complete.js";
import { importCommand } from "../../src/cli/commands/import.js";
import { initCommand } from "../../src/cli/commands/init.js";
import { operate } from "../../src/cli/commands/operate.js";
import { commands } from "../../src/cli/commands/registry.js";
import { report } from "../../src/cli/commands/report.js";
import { main } from "../../src/cli/main.js";
import { SPEC } from "./explained.js";

const home = process.cwd();
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tunegen-explain-"));
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

/** Runs the command in a folder of its own, and gives what it printed and how it ended. */
async function explain(...args: readonly string[]) {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const out = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    return stdout.push(String(text)) > 0;
  });
  const err = vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    return stderr.push(String(text)) > 0;
  });
  try {
    const code = await main(["explain", "--no-color", ...args], {
      commands: () => commands,
      importCommand: () => importCommand,
      initCommand: () => initCommand,
      operate: () => operate,
      completion: () => completion,
      reportCommand: () => report,
      adviceOn: () => adviceOn,
    });
    return { code, stdout: stdout.join(""), stderr: stderr.join("") };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

test("no spec is needed for a key", async () => {
  const { code, stdout, stderr } = await explain("vm.swappiness");
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("range      0 to 200");
  expect(stdout).toContain(
    "advice     Lower it where programs must stay in memory",
  );
  expect(stdout).not.toContain("tuning.yaml");
});

test("several keys are an answer", async () => {
  const { code, stdout, stderr } = await explain("net.unix");
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("net.unix.max_dgram_qlen");
});

test("the usual spec is read where it is there", async () => {
  writeFileSync("tuning.yaml", SPEC);
  const { code, stdout } = await explain("net.core.somaxconn");
  expect(code).toBe(0);
  expect(stdout).toContain("In tuning.yaml");
  expect(stdout).toMatch(/written +out\/nixos\/host-big\.nix:\d+/u);
});

test("a spec that is named and not there is said, and the catalogue still speaks", async () => {
  const { code, stdout, stderr } = await explain(
    "vm.swappiness",
    "-f",
    "other.yaml",
  );
  expect(code).toBe(2);
  expect(stdout).toContain("range      0 to 200");
  expect(stderr).toBe(
    "The spec is ignored because of an error: other.yaml does not exist\n",
  );
});

test("a broken spec is said in one line, and the catalogue still speaks", async () => {
  writeFileSync(
    "tuning.yaml",
    "version: 1\nroles:\n  w:\n    sysctl:\n      vm.swapines: 1 # x\n      net.core.nothing: 1 # x\n",
  );
  const { code, stdout, stderr } = await explain("vm.swappiness");
  expect(code).toBe(2);
  expect(stdout).toContain("range      0 to 200");
  expect(stderr).toBe(
    'The spec is ignored because of an error: tuning.yaml:5:7: no measured kernel has `vm.swapines` (the first of 2 errors; run "tunegen lint" for all)\n',
  );
});

test("a name of a broken spec is told as one, and is not another name misspelt", async () => {
  writeFileSync(
    "tuning.yaml",
    "version: 1\nprofiles: { base: {} }\nroles:\n  k3s:\n    sysctl:\n      vm.swapines: 1 # x\nhosts: { n1: { role: k3s } }\n",
  );
  const ignored =
    "The spec is ignored because of an error: tuning.yaml:6:7: no measured kernel has `vm.swapines`\n";
  for (const [name, kind] of [
    ["k3s", "role"],
    ["n1", "host"],
    ["base", "profile"],
  ] as const) {
    const { code, stdout, stderr } = await explain(name);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toBe(
      `${ignored}\`${name}\` is a ${kind} of the spec, which cannot be explained until the error is fixed.\n`,
    );
  }
  const { stderr } = await explain("nothing-like-it");
  expect(stderr.startsWith(ignored)).toBe(true);
  expect(stderr).not.toContain("nor of anything in the spec");
});

test("a finding that is an error hides nothing", async () => {
  writeFileSync(
    "tuning.yaml",
    `version: 1
roles:
  w:
    node: { os: linux, distribution: k3s }
    sysctl:
      vm.swappiness: 10 # Less swapping
workloads:
  a:
    sysctl:
      net.core.netdev_max_backlog: 5000 # No pod has it
`,
  );
  const { code, stdout } = await explain("vm.swappiness");
  expect(code).toBe(0);
  expect(stdout).toMatch(/w: 10, default 60, set by role w/u);
  expect(stdout).toMatch(/written +out\/sysctl\.d\/.*:\d+/u);
});

test("an unknown name ends with 1 and suggestions on standard error", async () => {
  const { code, stdout, stderr } = await explain("somaxcon");
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toContain("net.core.somaxconn");
});

test("the same as data", async () => {
  writeFileSync("tuning.yaml", SPEC);
  const { code, stdout } = await explain(
    "net.ipv4.tcp_mem",
    "--format",
    "json",
  );
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    version: 1,
    command: "explain",
    kind: "key",
    catalogue: {
      // More than a number of JavaScript holds.
      accepts: [{ value: [{ min: 0, max: "18446744073709551615" }, {}, {}] }],
    },
    spec: { spec: "tuning.yaml", usages: [] },
  });
});

test("a code is explained with where a broken spec has it", async () => {
  writeFileSync(
    "tuning.yaml",
    "version: 1\nroles: { w: { sysctl: { net.core.somaxcon: 1 } } }\n",
  );
  const { code, stdout, stderr } = await explain("unknown-key");
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(
    /Findings in tuning\.yaml\n {2}error: tuning\.yaml:2: no measured kernel has/u,
  );
});

test("what is unknown and what is broken is data too", async () => {
  writeFileSync("tuning.yaml", "version: 1\nrole: {}\n");
  const { code, stdout } = await explain("somaxcon", "--format", "json");
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({
    kind: "unknown",
    name: "somaxcon",
    nearest: [{ kind: "key", name: "net.core.somaxconn" }],
    faults: [{ rule: "unknown-field", line: 2 }],
  });
});

test.each(["github", "sarif"])(
  "there is no %s of an explanation",
  async (format) => {
    const { code, stderr } = await explain("vm.swappiness", "--format", format);
    expect(code).toBe(2);
    expect(stderr).toContain("Allowed choices are text, json");
  },
);

test("colours where they are asked for", async () => {
  const { stdout } = await explain("vm.swappiness", "--color");
  expect(stdout).toContain("\u001b[1mvm.swappiness\u001b[22m");
});
