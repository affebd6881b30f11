import { describe, expect, test } from "vitest";
import {
  defaultIn,
  followsBuild,
  minimumIn,
} from "../../src/catalogue/builds/defaults.js";
import { build, key } from "./support.js";

describe("defaults", () => {
  test.each([
    [
      "talos/1.13/amd64",
      "net.core.netdev_budget_usecs",
      "8000",
      "CONFIG_HZ=250",
    ],
    [
      "nixos/25.11-lts/amd64",
      "net.core.netdev_budget_usecs",
      "2000",
      "CONFIG_HZ=1000",
    ],
    [
      "al2023/2023/amd64",
      "net.core.netdev_budget_usecs",
      "20000",
      "CONFIG_HZ=100",
    ],
    ["debian/12/amd64", "fs.protected_symlinks", "1", "a patch of Debian"],
    ["talos/1.13/amd64", "fs.protected_symlinks", "0", "no vendor's patch"],
    [
      "talos/1.13/amd64",
      "net.core.default_qdisc",
      "pfifo_fast",
      "CONFIG_DEFAULT_NET_SCH=pfifo_fast",
    ],
    [
      "rhel/9/amd64",
      "net.core.default_qdisc",
      "fq_codel",
      "CONFIG_DEFAULT_NET_SCH=fq_codel",
    ],
    [
      "debian/12/amd64",
      "kernel.sysrq",
      "438",
      "CONFIG_MAGIC_SYSRQ_DEFAULT_ENABLE=0x01b6",
    ],
    [
      "raspberry-pi-os/12-2712/arm64",
      "net.ipv4.udp_rmem_min",
      "16384",
      "16 KiB pages",
    ],
    [
      "talos/1.13/amd64",
      "net.ipv6.neigh.eth0.retrans_time",
      "250",
      "CONFIG_HZ=250",
    ],
    ["talos/1.13/amd64", "net.core.rmem_max", "4194304", "Linux 6.18"],
  ] as const)("%s: %s is %s (%s)", (id, text, value, decidedBy) => {
    expect(defaultIn(build(id), key(text))).toMatchObject({
      value,
      decidedBy,
      certainty: "read",
    });
  });

  test.each([
    // It does not exist there.
    ["talos/1.13/amd64", "kernel.hung_task_timeout_secs"],
    // The size of a packet buffer is not known with larger pages.
    ["raspberry-pi-os/12-2712/arm64", "net.core.rmem_default"],
    ["nixos/25.11-hardened/amd64", "fs.protected_symlinks"],
    // Older than the sources that were read.
    ["rhel/8/amd64", "net.core.netdev_budget_usecs"],
    // The same in all builds: the catalogue tells.
    ["talos/1.13/amd64", "vm.swappiness"],
  ])("%s: %s is not told", (id, text) => {
    expect(defaultIn(build(id), key(text))).toBeUndefined();
  });

  test("the minimum follows the build", () => {
    const id = key("net.core.netdev_budget_usecs");
    expect(minimumIn(build("talos/1.13/amd64"), id)).toBe(8000n);
    expect(minimumIn(build("al2023/2023/arm64"), id)).toBe(20000n);
    expect(minimumIn(build("debian/11/amd64"), id)).toBeUndefined();
    expect(
      minimumIn(build("talos/1.13/amd64"), key("vm.swappiness")),
    ).toBeUndefined();
  });

  test.each([
    ["net.core.netdev_budget_usecs", "CONFIG_HZ"],
    ["net.ipv4.udp_rmem_min", "the page size"],
    ["fs.protected_symlinks", "patches"],
    ["vm.swappiness", undefined],
  ])("%s follows %s", (text, expected) => {
    expect(followsBuild(text)).toBe(expected);
  });

  test("the page size does not vary on amd64", () => {
    expect(followsBuild("net.ipv4.udp_rmem_min", "amd64")).toBeUndefined();
    expect(followsBuild("net.ipv4.udp_rmem_min", "arm64")).toBe(
      "the page size",
    );
  });
});
