import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { emitAll } from "../../src/targets/emit.js";
import { planOf } from "../support/compile.js";
import { evaluateNix, nix } from "../support/nix.js";
import { programTest, run } from "../support/programs.js";
import { inTemporaryFolder } from "../support/temporary.js";
import { scriptOf } from "./run.js";
const variants = {
  "only spread": ["affinity: spread"],
  "only a set": ['affinity: "0-3"'],
  "only packets": ["rps: all"],
  "only flows": ["rfs: 32768"],
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

programTest(nix, "the module's script is the same script", () => {
  const module = fileOf("nixos", ".nix");
  const service = evaluateNix(
    `((${module}) { }).systemd.services.tunegen-interrupts`,
  );
  const bare = fileOf("linux", "/tunegen-interrupts").replace(
    /^#!.*\n(?:#.*\n)+\n/u,
    "",
  );
  expect(service).toEqual({
    description: "CPUs of network interrupts and of received packets",
    wantedBy: ["multi-user.target"],
    wants: ["network-online.target"],
    after: ["network-online.target"],
    serviceConfig: { Type: "oneshot", RemainAfterExit: true },
    script: bare,
  });
});
