import { expect, test } from "vitest";
import { found } from "../support/compile.js";

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
