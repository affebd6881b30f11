import { describe, expect, test } from "vitest";
import { valueText } from "../../src/settings/sysctl/value.js";
import { LINUX, sysctls, undo, values } from "./undo.js";

describe("an old value", () => {
  test("is the captured one", () => {
    const { name, kind, source, ...rest } = undo(
      sysctls("net.core.somaxconn: 8192"),
      "sysctl net/core/somaxconn = 128",
    );
    expect({ name, kind, source }).toEqual({
      name: "a",
      kind: "node",
      source: "a.txt",
    });
    expect(rest.values.map(({ path }) => path)).toEqual([
      "/proc/sys/net/core/somaxconn",
    ]);
    expect(rest.values.map(({ evidence }) => evidence)).toEqual(["captured"]);
  });

  test.each([
    ["the kernel's default", "net.core.somaxconn: 8192", "4096 (measured)"],
    [
      "computed of the memory",
      "net.netfilter.nf_conntrack_max: 1048576",
      "262144 (computed)",
    ],
  ])("is %s without one", (_, line, expected) => {
    expect(values(undo(sysctls(line)))).toEqual([
      `${line.replace(/:.*/u, "")} = ${expected}`,
    ]);
  });

  test("is what the system sets at boot", () => {
    const { values: all } = undo(
      sysctls("net.ipv4.tcp_keepalive_time: 120"),
      undefined,
      'os: talos, osVersion: "1.11"',
    );
    expect(all.map(({ value, notes }) => [valueText(value), notes])).toEqual([
      ["600", ["Talos sets it at boot"]],
    ]);
  });

  test("is what a program sets at every start in any case", () => {
    const { values: all } = undo(
      sysctls(
        "net.ipv4.ip_forward: 1",
        "net.netfilter.nf_conntrack_tcp_timeout_established: 600",
      ),
      undefined,
      `${LINUX}, distribution: k3s, kubernetes: "1.34", kubeProxy: iptables`,
    );
    expect(
      all.map(({ id, value, notes }) => [id, valueText(value), ...notes]),
    ).toEqual([
      ["net.ipv4.ip_forward", "1", "K3s sets 1 at every start"],
      [
        "net.netfilter.nf_conntrack_tcp_timeout_established",
        "86400",
        "K3s sets 24h at every start",
      ],
    ]);
  });

  test("is that of the other key of a limit, which sets this one to 0", () => {
    expect(values(undo(sysctls("vm.dirty_bytes: 64MiB")))).toEqual([
      "vm.dirty_ratio = 20 (measured)",
    ]);
    expect(
      values(
        undo(
          sysctls("vm.dirty_bytes: 64MiB"),
          "sysctl vm/dirty_bytes = 0\nsysctl vm/dirty_ratio = 35",
        ),
      ),
    ).toEqual(["vm.dirty_ratio = 35 (captured)"]);
    expect(
      values(
        undo(
          sysctls("vm.dirty_ratio: 5"),
          "sysctl vm/dirty_bytes = 1048576\nsysctl vm/dirty_ratio = 0",
        ),
      ),
    ).toEqual(["vm.dirty_bytes = 1048576 (captured)"]);
  });

  test("of a pattern is that of each key that it matches", () => {
    expect(
      values(
        undo(
          sysctls(
            "net.ipv4.conf.*.rp_filter: 2",
            "net.ipv4.conf.eth1.rp_filter: 0",
          ),
          "sysctl net/ipv4/conf/eth0.30/rp_filter = 1\nsysctl net/ipv4/conf/eth1/rp_filter = 1",
        ),
      ),
    ).toEqual([
      "net.ipv4.conf.eth0/30.rp_filter = 1 (captured)",
      "net.ipv4.conf.eth1.rp_filter = 1 (captured)",
    ]);
  });

  test("of a file below /sys is the active choice", () => {
    expect(
      values(
        undo(
          "    sysfs: { kernel/mm/transparent_hugepage/enabled: never }\n",
          "file kernel/mm/transparent_hugepage/enabled = always [madvise] never",
        ),
      ),
    ).toEqual([
      "/sys/kernel/mm/transparent_hugepage/enabled = madvise (captured)",
    ]);
  });

  test("that is the same as in the spec is told", () => {
    const { values: all } = undo(
      sysctls("net.core.somaxconn: 8192"),
      "sysctl net/core/somaxconn = 8192",
    );
    expect(all.flatMap(({ notes }) => notes)).toEqual([
      "The same as in the spec: perhaps it was captured after the rollout",
    ]);
  });
});

describe("the order", () => {
  test.each([
    [
      "which is above the present upper one",
      "64",
      "48",
      "4194304",
      ["low", "high"],
    ],
    [
      "which is below the present lower one",
      "2",
      "1",
      "4194304",
      ["high", "low"],
    ],
  ])("of a pair, the old values of %s", (_, high, low, __, order) => {
    expect(
      undo(
        sysctls(
          `net.ipv4.ipfrag_high_thresh: ${high}MiB`,
          `net.ipv4.ipfrag_low_thresh: ${low}MiB`,
        ),
      ).values.map(({ id }) => /_(low|high)_/u.exec(id)?.[1]),
    ).toEqual(order);
  });

  test("of ports: the range before the start that is above it", () => {
    expect(
      undo(
        sysctls(
          "net.ipv4.ip_unprivileged_port_start: 400",
          "net.ipv4.ip_local_port_range: [500, 65000]",
        ),
      )
        .values.map(({ id }) => id)
        .filter((id) => !id.includes("reserved")),
    ).toEqual([
      "net.ipv4.ip_local_port_range",
      "net.ipv4.ip_unprivileged_port_start",
    ]);
  });
});
