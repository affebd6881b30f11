import { describe, expect, test } from "vitest";
import { lost, sysctls, undo, values } from "./undo.js";

describe("not undone", () => {
  test.each([
    [
      "a key that has no way back",
      sysctls("kernel.modules_disabled: 1"),
      undefined,
      [
        "kernel.modules_disabled: 1 cannot be taken back before the next boot; needs a reboot",
      ],
    ],
    [
      "a secret",
      sysctls("net.ipv4.tcp_fastopen_key: 00000001-00000002-00000003-00000004"),
      "sysctl net/ipv4/tcp_fastopen_key = 1-2-3-4",
      [
        "net.ipv4.tcp_fastopen_key: it is a secret, which tunegen never reads; a reboot without the tuning restores it",
      ],
    ],
    [
      "a pattern without captured values",
      sysctls("net.ipv4.conf.*.rp_filter: 2"),
      undefined,
      [
        "net.ipv4.conf.*.rp_filter: the keys that the pattern matches have old values of their own, which are unknown; a reboot without the tuning restores it",
      ],
    ],
    [
      "a file below /sys without a captured value",
      "    sysfs: { kernel/mm/transparent_hugepage/enabled: never }\n",
      undefined,
      [
        "/sys/kernel/mm/transparent_hugepage/enabled: its old value is unknown, since drivers decide; it was not captured; a reboot without the tuning restores it",
      ],
    ],
    [
      "a module that was not there, and its parameter",
      "    modules: { br_netfilter: {}, nbd: { parameters: { nbds_max: 4 } } }\n",
      "module br_netfilter missing\nmodule nbd loaded",
      [
        "the parameter nbd.nbds_max: a module reads its parameters when it is loaded; needs a reboot",
        "the module br_netfilter: it stays loaded until the next boot; needs a reboot",
      ],
    ],
    [
      "kernel arguments and limits",
      "    kernelArgs: { mitigations: off }\n    limits: { nofile: 65536 }\n",
      undefined,
      [
        "the kernel argument mitigations: it is in force until the next boot without it; needs a reboot",
        "limits.nofile: login sessions keep their limits until they end",
      ],
    ],
    [
      "a captured text that no file can hold",
      sysctls("kernel.core_pattern: core"),
      "sysctl kernel/core_pattern = a\u0001b",
      [
        "kernel.core_pattern: its captured value contains control characters; a reboot without the tuning restores it",
      ],
    ],
  ])("is %s", (_, section, dump, expected) => {
    const result = undo(section, dump);
    expect(lost(result)).toEqual(expected);
  });

  test("an unknown system has no known values", () => {
    const result = undo(
      sysctls("net.core.default_qdisc: fq"),
      undefined,
      "os: linux",
    );
    expect(values(result)).toEqual([]);
    expect(lost(result)[0]).toMatch(
      /^net\.core\.default_qdisc: its old value is unknown/u,
    );
  });

  test("a command leaves nothing behind", () => {
    const result = undo(sysctls("vm.drop_caches: 3"));
    expect([values(result), lost(result)]).toEqual([[], []]);
  });
});
