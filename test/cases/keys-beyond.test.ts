import { expect, test } from "vitest";
import { explainWord } from "../../src/explain/explain.js";
import { compiled, errorsOf, found } from "../support/compile.js";

/** A role with one sysctl at line 6. */
function spec(node: string, sysctl: string): string {
  return `version: 1
roles:
  host:
    node: { ${node} }
    sysctl:
      ${sysctl} # For this case
`;
}

test.each([
  // The module did not load when 5.10 to 6.18 were measured; all these sources register its keys.
  ["6.12", "net.rxrpc.rx_mtu: 5692"],
  ["5.10", "net.rxrpc.max_backlog: 20"],
  // Of options that Debian's kernels do not have, or not yet.
  ["6.8", "kernel.sched_util_clamp_min_rt_default: 0"],
  ["5.10", "net.mptcp.enabled: 0"],
])("kernel %s may have %s", (kernel, sysctl) => {
  expect(found(spec(`os: linux, kernel: "${kernel}"`, sysctl))).not.toContain(
    "6:7 key-not-yet",
  );
});

test.each([
  [
    "kernel.sched_compat_yield: 1",
    "`kernel.sched_compat_yield` was removed before kernel 5.10",
    "remove it",
  ],
  [
    "fs.epoll.max_user_instances: 1024",
    "`fs.epoll.max_user_instances` was removed in kernel 2.6.29",
    "write `fs.epoll.max_user_watches`",
  ],
])("%s is gone", (sysctl, message, help) => {
  expect(
    errorsOf(spec("os: linux", sysctl)).map(
      ({ rule, line, column, ...rest }) => [
        `${line ?? 0}:${column ?? 0} ${rule}`,
        rest.message,
        rest.help,
      ],
    ),
  ).toEqual([["6:7 key-gone", message, help]]);
});

/** The findings on line 6, with their severity. */
function onKey(node: string, sysctl: string): readonly string[] {
  return compiled(spec(node, sysctl))
    .findings.filter(({ line }) => line === 6)
    .map(
      ({ severity, column, rule }) => `${severity} 6:${column ?? 0} ${rule}`,
    );
}

const other = "warning 6:7 key-of-other-kernels";

test.each([
  // Exists wherever binfmt_misc is mounted, and systemd mounts it.
  ["fs.binfmt_misc.status: 0", []],
  // A module creates it.
  ["net.vrf.strict_mode: 1", []],
  ["net.smc.wmem: 262144", []],
  // Patches of distributions.
  ["kernel.apparmor_restrict_unprivileged_userns: 0", [other]],
  ["kernel.unprivileged_userns_clone: 0", [other]],
  ["kernel.tiocsti_restrict: 1", [other]],
  ["kernel.sched_burst_penalty_scale: 1280", [other]],
  ["vm.clean_min_ratio: 15", [other]],
  // Options.
  ["kernel.sched_util_clamp_min_rt_default: 0", [other]],
  ["kernel.latencytop: 1", [other]],
  // Its value is checked as any other.
  ["kernel.latencytop: on", ["error 6:26 wrong-kind"]],
])("%s", (sysctl, findings) => {
  expect(onKey('os: linux, kernel: "6.8"', sysctl)).toEqual(findings);
});

test.each([
  // A module creates it, and no measurement loaded it.
  ["6.12", "net.ipv4.vs.lblc_expiration: 86400", []],
  ["6.12", "net.rdma_ucm.max_backlog: 2048", []],
  ["6.12", "fs.nfs.nfs_callback_tcpport: 32764", []],
  ["6.12", "vm.mem_profiling: 1", [other]],
  ["6.12", "abi.sme_default_vector_length: 32", [other]],
  // Newer than all measured kernels.
  ["7.2", "crypto.af_alg_restrict: 2", [other]],
  ["7.3", "crypto.af_alg_restrict: 2", []],
])("kernel %s with %s", (kernel, sysctl, findings) => {
  expect(onKey(`os: linux, kernel: "${kernel}"`, sysctl)).toEqual(findings);
});

test.each([
  ["net.ipv4.vs.lblc_expiration", "while the module ip_vs_lblc is loaded"],
  [
    "vm.mem_profiling",
    "on kernels with CONFIG_MEM_ALLOC_PROFILING, from 6.10 on",
  ],
  [
    "crypto.af_alg_restrict",
    "while the module af_alg is loaded, from kernel 7.3 on",
  ],
])("explain says where %s exists", (key, where) => {
  expect(explainWord(key, undefined)).toMatchObject({ elsewhere: { where } });
});

test("an option of which a newer kernel was measured is not asked for there", () => {
  expect(
    onKey(
      'os: linux, kernel: "6.18"',
      "kernel.sched_util_clamp_min_rt_default: 0",
    ),
  ).toEqual([]);
});
