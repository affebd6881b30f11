import type { SysctlKey } from "../core/key.js";

/** What is to be read of a node. */
export interface Reads {
  /** With patterns. */
  readonly sysctls: readonly SysctlKey[];
  /** Paths below /sys, with patterns. */
  readonly files: readonly string[];
  /** With underscores. */
  readonly modules: readonly string[];
  /** systemd units, without `.service`. */
  readonly services: readonly string[];
  /** Names of interfaces whose interrupts' CPUs are read, with patterns. */
  readonly interfaces: readonly string[];
}

/**
 * Whether a key holds a secret, which nothing of tunegen reads: the key of TCP Fast Open, and those that IPv6 addresses
 * are made of. Source: Linux, Documentation/networking/ip-sysctl.rst, `tcp_fastopen_key` and `stable_secret`.
 */
export function isSecret({ segments }: SysctlKey): boolean {
  const name = segments.at(-1);
  return name === "tcp_fastopen_key" || name === "stable_secret";
}
