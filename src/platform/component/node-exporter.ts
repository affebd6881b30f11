import type { KeyFacts } from "../../catalogue/types.js";
import { isAtLeast } from "../../core/version.js";

/**
 * What node_exporter's sysctl collector can read, and its metric names. The collector stops at a key that it cannot
 * read: it exports none of the keys after it, and node_scrape_collector_success is 0.
 * Sources: prometheus/node_exporter, collector/sysctl_linux.go; prometheus/procfs, sysctl.go; tested with version 1.5.0.
 */

/** Returns the metric of a key: `net.ipv4.tcp_rmem` is `node_sysctl_net_ipv4_tcp_rmem`. */
export function sysctlMetric(id: string): string {
  return `node_sysctl_${id.replaceAll(/[^A-Za-z0-9:_]/gu, "_")}`;
}

/** The collector reads numbers as signed 64-bit integers; a larger one stops it. */
export const largestInteger = 2n ** 63n - 1n;

/** Whether some kernel has a default that is too large for the collector (`kernel.shmmax`). */
export function mayOverflow({ releases }: KeyFacts): boolean {
  return releases.some(({ default: value }) =>
    value
      .split(/\s+/u)
      .some(
        (field) =>
          /^[0-9]{19,}$/u.test(field) && BigInt(field) > largestInteger,
      ),
  );
}

/**
 * Keys that only root can read, or that are write-only. node_exporter usually runs as the user nobody.
 * Source: the column `mode` of catalogue/measured/catalogue.tsv, 0600 and 0200 on any measured kernel.
 */
const rootOnly: ReadonlySet<string> = new Set([
  "kernel.apparmor_display_secid_mode",
  "kernel.apparmor_restrict_unprivileged_unconfined",
  "kernel.cad_pid",
  "kernel.unprivileged_userns_apparmor_policy",
  "kernel.usermodehelper.bset",
  "kernel.usermodehelper.inheritable",
  "net.core.bpf_jit_harden",
  "net.core.bpf_jit_kallsyms",
  "net.core.bpf_jit_limit",
  "net.ipv4.route.flush",
  "net.ipv4.tcp_fastopen_key",
  "net.ipv6.route.flush",
  "vm.compact_memory",
  "vm.drop_caches",
  "vm.mmap_rnd_bits",
  "vm.mmap_rnd_compat_bits",
  "vm.stat_refresh",
]);

export function isRootOnly(
  id: string,
  { kernel }: { readonly kernel?: string | undefined },
): boolean {
  return (
    rootOnly.has(id) ||
    id.endsWith(".stable_secret") ||
    // 0600 on 5.10, 0644 on 6.1.
    (id.startsWith("fs.protected_") && isAtLeast(kernel, "6.1") !== true)
  );
}
