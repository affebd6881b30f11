import { describe, expect, test } from "vitest";
import { compiled } from "../support/compile.js";

/** The rules that find something in a role's sections, as `rule line:column`. */
function findings(sections: string, node = "os: linux"): readonly string[] {
  return compiled(`version: 1
roles:
  r:
    why: a test
    node: { ${node} }
${sections}`).findings.map(
    ({ rule, line = 0, column = 0 }) => `${rule} ${line}:${column}`,
  );
}

describe("open files against fs.nr_open", () => {
  test.each([
    ["1048576", []],
    ["1048577", ["limits-above-nr-open 6:23"]],
    ["{ soft: 1024, hard: 2000000 }", ["limits-above-nr-open 6:15"]],
    ["unlimited", ["limits-files-unlimited 6:23"]],
    ["{ soft: 1024, hard: unlimited }", ["limits-files-unlimited 6:15"]],
    // The service gets no limit then.
    ["null", ["reaches-no-file 6:40"]],
  ])("%s", (nofile, expected) => {
    expect(
      findings(`    limits: { nofile: ${nofile}, services: [a] }\n`),
    ).toEqual(expected);
  });

  test("the role's own fs.nr_open counts", () => {
    const limits = (
      most: number,
    ): string => `    sysctl: { fs.nr_open: ${most} }
    limits: { nofile: 2000000, services: [a] }
`;
    expect(findings(limits(2_000_000))).toEqual([]);
    expect(findings(limits(1_999_999))).toEqual(["limits-above-nr-open 7:23"]);
  });

  test("a finding can be accepted, with its reason", () => {
    expect(
      findings(`    limits:
      nofile: { value: 2000000, accept: { limits-above-nr-open: systemd raises it } }
      services: [a]
`),
    ).toEqual([]);
  });
});

describe("limits that do not reach containers", () => {
  const limits = "    limits: { nofile: 4096 }\n";
  test.each([
    ["os: linux", ["limits-logins-only 6:15"]],
    [
      "os: linux, distribution: kubeadm, cni: calico",
      ["limits-logins-only 6:15"],
    ],
    ["os: nixos", ["limits-logins-only 6:15"]],
    ['os: talos, osVersion: "1.8"', ["reaches-no-file 6:15"]],
    ['os: talos, osVersion: "1.11"', []],
  ])("%s", (node, expected) => {
    expect(findings(limits, node)).toEqual(expected);
  });

  test("K3s is the service that starts its containers", () => {
    const { findings: found } = compiled(`version: 1
roles:
  r:
    why: a test
    node: { os: linux, distribution: k3s }
${limits}`);
    expect(found.map(({ help }) => help)).toContain(
      "name the services that need these limits: `services: [k3s]`",
    );
  });
});

describe("kernel arguments that are overridden", () => {
  test.each([
    ["panic: 10", "kernel.panic: 10", []],
    ["panic: 10", "kernel.panic: 20", ["kernel-args-contradicted 6:26"]],
    [
      "numa_balancing: disable",
      "kernel.numa_balancing: 1",
      ["kernel-args-contradicted 6:35"],
    ],
    ["oops: panic", "kernel.panic_on_oops: 1", []],
    [
      "norandmaps: true",
      "kernel.randomize_va_space: 2",
      ["kernel-args-contradicted 6:31"],
    ],
    [
      "sysctl.vm.swappiness: 10",
      "vm.swappiness: 20",
      ["kernel-args-contradicted 6:41"],
    ],
    // The last of several takes effect.
    ["panic: [10, 20]", "kernel.panic: 20", []],
    ["panic: [20, 10]", "kernel.panic: 20", ["kernel-args-contradicted 6:19"]],
    ["panic: null", "kernel.panic: 20", []],
    ["nosmt: true", "kernel.panic: 20", []],
  ])("%s, %s", (argument, sysctl, expected) => {
    const found = findings(
      `    kernelArgs: { ${argument} }\n    sysctl: { ${sysctl} }\n`,
    );
    // Other rules may report the sysctl itself.
    expect(found.filter((each) => each.startsWith("kernel-args"))).toEqual(
      expected,
    );
  });
});
