import { describe, expect, test } from "vitest";
import {
  buildPlatforms,
  findBuilds,
  releasesOf,
} from "../../src/catalogue/builds/find.js";
import { moduleIn } from "../../src/catalogue/builds/modules.js";
import { presenceOf } from "../../src/catalogue/builds/presence.js";
import { allKeys } from "../../src/catalogue/lookup.js";
import { build, key } from "./support.js";

describe("keys", () => {
  test.each([
    [
      "talos/1.13/amd64",
      "kernel.hung_task_timeout_secs",
      {
        kind: "absent",
        option: "CONFIG_DETECT_HUNG_TASK",
        why: "it requires CONFIG_DETECT_HUNG_TASK",
      },
    ],
    [
      "talos/1.13/amd64",
      "kernel.unprivileged_userns_clone",
      {
        kind: "absent",
        why: "it is a patch of Debian, Ubuntu, Proxmox VE, NixOS hardened",
      },
    ],
    [
      "debian/12/amd64",
      "kernel.unprivileged_userns_clone",
      { kind: "present" },
    ],
    [
      "nixos/25.11-hardened/amd64",
      "kernel.unprivileged_userns_clone",
      { kind: "present" },
    ],
    [
      "raspberry-pi-os/12-2712/arm64",
      "vm.nr_hugepages",
      {
        kind: "absent",
        option: "CONFIG_HUGETLBFS",
        why: "it requires CONFIG_HUGETLBFS",
      },
    ],
    [
      "debian/13/amd64",
      "abi.sve_default_vector_length",
      { kind: "absent", why: "it exists only on arm64" },
    ],
    [
      "debian/12/amd64",
      "net.ipv4.tcp_rto_min_us",
      { kind: "absent", why: "Linux 6.1 does not have it" },
    ],
    // Red Hat's kernels have features of later versions.
    ["rhel/9/amd64", "net.ipv4.tcp_rto_min_us", { kind: "unknown" }],
    // Between 6.1 without it and 6.12 with it.
    ["talos/1.8/amd64", "net.ipv4.tcp_rto_min_us", { kind: "unknown" }],
    // It could not be loaded when Debian's 6.12 was measured.
    [
      "debian/13/amd64",
      "net.rxrpc.rx_mtu",
      { kind: "module", module: "rxrpc" },
    ],
    [
      "debian/13/amd64",
      "net.netfilter.nf_conntrack_max",
      { kind: "module", module: "nf_conntrack" },
    ],
    ["talos/1.13/amd64", "net.netfilter.nf_conntrack_max", { kind: "present" }],
    // Off in Debian's measured kernels, which says nothing of others.
    [
      "nixos/25.11-lts/amd64",
      "kernel.sched_util_clamp_max",
      { kind: "present" },
    ],
    [
      "debian/12/amd64",
      "net.ipv6.conf.eth0.accept_ra",
      { kind: "present", condition: "absent with ipv6.disable=1" },
    ],
    ["talos/1.11/amd64", "net.ipv4.nope", { kind: "unknown" }],
    ["talos/1.11/amd64", "kernel.hotplug", { kind: "present" }],
  ] as const)("%s: %s", (id, text, expected) => {
    expect(presenceOf(build(id), key(text))).toEqual(expected);
  });

  test("most keys of the newest build of each platform are decided", () => {
    for (const platform of buildPlatforms) {
      const [newest] = findBuilds({
        platform,
        release: releasesOf(platform).at(-1),
      });
      const unknown = allKeys().filter(
        (text) => newest && presenceOf(newest, key(text)).kind === "unknown",
      );
      expect(unknown.length, platform).toBeLessThan(120);
    }
  });
});

test("modules, congestion controls and queue disciplines", () => {
  const talos = build("talos/1.14/amd64");
  expect(moduleIn(talos, "nf_conntrack")).toBe("built in");
  expect(moduleIn(talos, "ip-vs")).toBe("built in");
  expect(moduleIn(build("talos/1.15-alpha/amd64"), "ip_vs")).toBe("module");
  expect(moduleIn(talos, "sch_cake")).toBe("absent");
  expect(moduleIn(talos, "snd_hda_intel")).toBeUndefined();
  expect(moduleIn(talos, "tcp_htcp")).toBe("absent");
  expect(moduleIn(talos, "tcp_prague")).toBeUndefined();
  expect(moduleIn(talos, "sch_fq")).toBe("built in");
  expect(moduleIn(build("debian/12/amd64"), "sch_cake")).toBe("module");
});
