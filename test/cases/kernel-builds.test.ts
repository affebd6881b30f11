import { describe, expect, test } from "vitest";
import { compiled, errorsOf, planOf } from "../support/compile.js";

/** A role whose settings begin on line 6. */
function role(facts: string, ...settings: readonly string[]): string {
  return `version: 1
roles:
  worker:
    node: { ${facts} }
    sysctl:
${settings.map((line) => `      ${line} # For this case\n`).join("")}`;
}

const places = (text: string): readonly string[] =>
  errorsOf(text).map(
    ({ line = 0, column = 0, rule }) => `${line}:${column} ${rule}`,
  );

const TALOS = 'os: talos, osVersion: "1.13"';
const NIXOS = 'os: nixos, distribution: k3s, kernel: "6.12"';
const UBUNTU = 'os: linux, distro: ubuntu-24.04, kernel: "6.8", arch: amd64';

describe("what a kernel is built without", () => {
  test.each([
    [TALOS, "kernel.unprivileged_userns_clone: 1"],
    [TALOS, "kernel.hung_task_timeout_secs: 600"],
    [TALOS, "net.core.default_qdisc: cake"],
    [TALOS, "net.ipv4.tcp_congestion_control: htcp"],
    ["os: talos", "kernel.hung_task_timeout_secs: 600"],
    [NIXOS, "kernel.unprivileged_userns_clone: 1"],
  ])("on %s, %s is an error", (facts, line) => {
    expect(places(role(facts, line))).toEqual(["6:7 not-in-kernel"]);
  });

  test.each([
    [UBUNTU, "kernel.apparmor_restrict_unprivileged_userns: 0"],
    [UBUNTU, "kernel.sched_util_clamp_min_rt_default: 0"],
    [UBUNTU, "kernel.unprivileged_userns_clone: 1"],
    [UBUNTU, "net.ipv4.tcp_congestion_control: htcp"],
    [TALOS, "net.ipv4.tcp_congestion_control: bbr"],
    ["os: linux, distro: debian-12", "kernel.hung_task_timeout_secs: 600"],
    // Whose kernel it is, is not known.
    ["os: linux", "kernel.hung_task_timeout_secs: 600"],
  ])("on %s, %s is none", (facts, line) => {
    expect(places(role(facts, line))).toEqual([]);
    expect(
      compiled(role(facts, line)).findings.map(({ rule }) => rule),
    ).not.toContain("key-of-other-kernels");
  });

  test("the message names the option, and what the system does with the key", () => {
    expect(
      errorsOf(role(TALOS, "kernel.hung_task_timeout_secs: 600")),
    ).toMatchObject([
      {
        message:
          "the kernel of Talos 1.13 does not have `kernel.hung_task_timeout_secs`",
        why: "it requires CONFIG_DETECT_HUNG_TASK, which is off in that kernel; Talos retries such a key in a loop",
      },
    ]);
    expect(
      errorsOf(role(NIXOS, "kernel.unprivileged_userns_clone: 1"))[0]?.why,
    ).toContain("a patch of Debian, Ubuntu, Proxmox VE, NixOS hardened");
  });

  test("an acceptance keeps the setting, and is unused where the kernel has it", () => {
    const accepted = (facts: string): string =>
      role(
        facts,
        "kernel.hung_task_timeout_secs: { value: 600, why: Slow, accept: { not-in-kernel: Our own kernel } }",
      );
    expect(planOf(accepted(TALOS)).nodes[0]?.settings.sysctl).toHaveLength(1);
    expect(
      compiled(accepted(TALOS)).findings.map(({ rule }) => rule),
    ).not.toContain("accept-unused");
    expect(
      compiled(accepted("os: linux, distro: debian-12")).findings,
    ).toContainEqual(expect.objectContaining({ rule: "accept-unused" }));
  });
});

describe("modules", () => {
  const withModule = (facts: string, name: string): string => `version: 1
roles:
  worker:
    node: { ${facts} }
    modules:
      ${name}: # For this case
`;

  test("one that the kernel does not have is an error", () => {
    expect(places(withModule(TALOS, "sch_cake"))).toEqual([
      "6:7 not-in-kernel",
    ]);
    expect(places(withModule(UBUNTU, "sch_cake"))).toEqual([]);
  });

  test("an acceptance keeps one that the kernel does not have", () => {
    const accepted = `version: 1
roles:
  worker:
    node: { ${TALOS} }
    modules:
      sch_cake: { why: Ours, accept: { not-in-kernel: Our own kernel } }
`;
    expect(
      planOf(accepted).nodes[0]?.settings.module.map(({ id }) => id),
    ).toEqual(["sch_cake"]);
    expect(compiled(accepted).findings.map(({ rule }) => rule)).not.toContain(
      "accept-unused",
    );
  });

  test("one that is built in is not loaded for a key that requires it", () => {
    const loads = (facts: string): readonly string[] =>
      planOf(
        role(facts, "net.netfilter.nf_conntrack_tcp_timeout_close_wait: 60s"),
      ).nodes.flatMap(({ settings }) => settings.module.map(({ id }) => id));
    expect(loads(TALOS)).toEqual([]);
    expect(loads(UBUNTU)).toEqual(["nf_conntrack"]);
    expect(loads("os: linux")).toEqual(["nf_conntrack"]);
  });
});

describe("ranges that follow from an option", () => {
  const EKS =
    'os: linux, distro: al2023, distribution: eks, kernel: "6.12", kubernetes: "1.34"';
  test.each([
    [TALOS, 4000, "write a number from 8000 to 2147483647"],
    [EKS, 8000, "write a number from 20000 to 2147483647"],
  ])("on %s, %d is refused", (facts, value, help) => {
    expect(
      errorsOf(role(facts, `net.core.netdev_budget_usecs: ${value}`)),
    ).toMatchObject([{ rule: "out-of-range", line: 6, column: 37, help }]);
  });

  test("a number that one of the possible kernels accepts is none", () => {
    expect(
      places(role("os: linux", "net.core.netdev_budget_usecs: 4000")),
    ).toEqual([]);
  });
});
