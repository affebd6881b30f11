import { expect, test } from "vitest";
import { nodeOf, planOf } from "../support/compile.js";

/** The allow-list that a node's kubelet gets for pods with one sysctl. */
function allowedFor(key: string, value: string, release: string): unknown {
  const plan = planOf(`version: 1
roles:
  w:
    why: Workers
    node: { os: linux, distribution: kubeadm, kernel: "6.12"${release} }
workloads:
  web:
    why: Latency
    kind: Deployment
    name: web
    roles: [w]
    sysctl: { ${key}: ${value} }
`);
  return nodeOf(plan, "w").settings.allowance.map(({ id }) => id);
}

// The rows of safe_sysctls.go that are newer than the oldest supported release.
test.each([
  ["net.ipv4.ip_local_reserved_ports", "8080", "1.26", "1.27"],
  ["net.ipv4.tcp_keepalive_time", "600", "1.28", "1.29"],
  ["net.ipv4.tcp_fin_timeout", "30", "1.28", "1.29"],
  ["net.ipv4.tcp_rmem", "[4096, 131072, 8388608]", "1.31", "1.32"],
  ["net.ipv4.tcp_slow_start_after_idle", "0", "1.36", "1.37"],
  ["net.ipv4.tcp_notsent_lowat", "131072", "1.36", "1.37"],
])(
  "%s = %s needs an allow-list in %s, not in %s",
  (key, value, before, since) => {
    expect(allowedFor(key, value, `, kubernetes: "${before}"`)).toEqual([key]);
    expect(allowedFor(key, value, `, kubernetes: "${since}"`)).toEqual([]);
    // Without a release the list is right for all of them.
    expect(allowedFor(key, value, "")).toEqual([key]);
  },
);
