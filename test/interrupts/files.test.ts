import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cpuMask } from "../../src/targets/talos/udev-rules.js";
import { emitAll } from "../../src/targets/registry.js";
import { planOf } from "../support/compile.js";
import { programTest, run } from "../support/programs.js";
import { inTemporaryFolder } from "../support/temporary.js";
import { scriptOf } from "./run.js";
test("a name that is a script stays a name", () => {
  // The schema lets no such name pass; the encoder would hold it all the same.
  expect(scriptOf('interfaces: ["e*"]', "affinity: spread")).toContain(
    "set -- 'e*'\n",
  );
});

const variants = {
  "spread alone": ["affinity: spread"],
  "a set alone": ['affinity: "0-3"'],
  "packets alone": ["rps: all"],
  "flows alone": ["rfs: 32768"],
  "packets and flows": ['rps: "0-3"', "rfs: 32768"],
  everything: ["affinity: spread", "rps: all", "rfs: 32768"],
  nothing: ["affinity: null"],
};

describe.each(Object.entries(variants))("%s", (_, lines) => {
  const script = scriptOf("interfaces: [eth0]", ...lines);

  programTest("shellcheck", "finds nothing", () => {
    const { stdout, status } = run(
      "shellcheck",
      ["--shell=sh", "--severity=style", "-"],
      script,
    );
    expect(stdout).toBe("");
    expect(status).toBe(0);
  });

  programTest("dash", "reads it", () => {
    const { stderr, status } = run("dash", ["-n"], script);
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });
});

/** The one file of a node of some operating system that has a section `interrupts`. */
function fileOf(os: string, ending: string): string {
  const plan = planOf(`version: 1
roles:
  worker:
    node: { os: ${os}, cpus: 2 }
    interrupts:
      interfaces: [eth0, "enp*"]
      affinity: spread
      rps: all # It's "quoted" and \${antiquoted}
`);
  const files = emitAll(plan).filter(({ path }) => path.endsWith(ending));
  expect(files).toHaveLength(1);
  return files[0]?.text ?? "";
}

programTest("systemd-analyze", "the unit is one, without a word", () => {
  inTemporaryFolder((folder) => {
    const unit = join(folder, "tunegen-interrupts.service");
    writeFileSync(unit, fileOf("linux", ".service"));
    const { status, stderr } = run("systemd-analyze", ["verify", unit]);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    // Proof that a fault would show.
    const broken = join(folder, "broken.service");
    copyFileSync(unit, broken);
    writeFileSync(broken, "[Service]\nExecStrat=/bin/sh\n");
    expect(run("systemd-analyze", ["verify", broken]).stderr).not.toBe("");
  });
});

programTest("nix-instantiate", "the module's script is the same script", () => {
  const module = fileOf("nixos", ".nix");
  const { status, stdout, stderr } = run(
    "nix-instantiate",
    ["--store", "dummy://", "--eval", "--strict", "--json", "-"],
    `((${module}) { }).systemd.services.tunegen-interrupts`,
  );
  expect(stderr).toBe("");
  expect(status).toBe(0);
  const bare = fileOf("linux", "/tunegen-interrupts").replace(
    /^#!.*\n(?:#.*\n)+\n/u,
    "",
  );
  expect(JSON.parse(stdout)).toEqual({
    description: "CPUs of network interrupts and of received packets",
    wantedBy: ["multi-user.target"],
    wants: ["network-online.target"],
    after: ["network-online.target"],
    serviceConfig: { Type: "oneshot", RemainAfterExit: true },
    script: bare,
  });
});

test("Talos gets a udev rule for each queue that there may be", () => {
  expect(fileOf("talos", "machine-sysctls.yaml").match(/^ +- .*$/gmu)).toEqual(
    ["eth0", "enp*"].flatMap((name) =>
      [0, 1].map(
        (queue) =>
          `      - 'SUBSYSTEM=="net", ACTION=="add|move", KERNEL=="${name}", TEST=="queues/rx-${queue}/rps_cpus", ATTR{queues/rx-${queue}/rps_cpus}="00000003"'`,
      ),
    ),
  );
});

test.each([
  [[0], "00000001"],
  [[31], "80000000"],
  [[0, 31], "80000001"],
  [[32], "00000001,00000000"],
  [[0, 39], "00000080,00000001"],
  [[199], "00000080,00000000,00000000,00000000,00000000,00000000,00000000"],
])("CPUs %j are the mask %s", (cpus, mask) => {
  expect(cpuMask(cpus)).toBe(mask);
});
