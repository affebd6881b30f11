import { describe, expect, test } from "vitest";
import { compiled, errorsOf, planOf } from "../support/compile.js";
import { lineFindings } from "../rules/line-findings.js";

/** A role with one kind of node, whose settings begin on line 6. */
function role(facts: string, settings: readonly string[]): string {
  return `version: 1
roles:
  worker:
    node: { ${facts} }
    sysctl:
${settings.map((line) => `      ${line}\n`).join("")}`;
}

const about = new Set([
  "below-default",
  "equals-default",
  "floor-may-lower",
  "misquoted-default",
  "pages-not-bytes",
  "no-effect",
]);

function found(facts: string, settings: readonly string[]): readonly string[] {
  return lineFindings(role(facts, settings), (rule) => about.has(rule));
}

const EKS =
  'os: linux, distro: al2023, distribution: eks, kubernetes: "1.34", kernel: "6.12", cpus: 4, memory: 16GiB';

describe("the default is what the node has without the spec", () => {
  test.each<[string, string, readonly string[], readonly string[]]>([
    [
      "an exact value below what NixOS sets",
      'os: nixos, distribution: k3s, kernel: "6.12", cpus: 4, memory: 16GiB',
      [
        "net.ipv4.conf.all.forwarding: 1 # Pods",
        "vm.max_map_count: 262144 # Index",
      ],
      ["7:7 below-default"],
    ],
    [
      "the kernel's default, where Amazon Linux sets more",
      EKS,
      ["net.ipv4.tcp_wmem: [4096, 16384, 4194304] # Send buffers"],
      ["6:7 below-default"],
    ],
    [
      "the default of Amazon Linux itself",
      EKS,
      ["net.ipv4.tcp_wmem: [4096, 20480, 4194304] # Send buffers"],
      ["6:7 equals-default"],
    ],
    [
      "a default that RHEL's kernel does not have",
      'os: linux, distro: rhel-10, kernel: "6.12", arch: amd64, cpus: 4, memory: 16GiB',
      ["kernel.io_uring_disabled: 0 # The database uses it"],
      [],
    ],
    [
      "a default that follows CONFIG_HZ, as its reason quotes it",
      'os: nixos, kernel: "6.12", arch: amd64, cpus: 4, memory: 8GiB',
      ["net.core.netdev_budget_usecs: 8000 # default 2000, raised to 8 ms"],
      [],
    ],
    [
      "the default of a kernel with CONFIG_HZ=250",
      'os: talos, osVersion: "1.13", arch: amd64',
      ["net.core.netdev_budget_usecs: 8000 # Four times as long"],
      ["6:7 equals-default"],
    ],
    [
      "the same number, where the build is not known",
      'os: nixos, kernel: "6.12", arch: arm64',
      ["net.core.netdev_budget_usecs: 8000 # Four times as long"],
      [],
    ],
    [
      "a limit of Talos that a reason quotes",
      'os: talos, osVersion: "1.13"',
      ["fs.inotify.max_user_instances: 16384 # The default 8192 is low"],
      [],
    ],
    [
      "another limit than that of Talos or a kernel",
      'os: talos, osVersion: "1.13"',
      ["fs.inotify.max_user_instances: 16384 # The default 1024 is low"],
      ["6:7 misquoted-default"],
    ],
    [
      "bytes where the kernel counts pages, on a node of any size",
      'os: linux, kernel: "6.1"',
      ["net.ipv4.tcp_mem: [94500000, 915000000, 927000000] # Throughput"],
      ["6:7 pages-not-bytes"],
    ],
    [
      "keys that nothing reads",
      'os: linux, distribution: k3s, kernel: "6.12"',
      [
        "net.ipv4.udp_wmem_min: 16384 # Datagrams",
        "net.ipv4.tcp_adv_win_scale: -2 # Less for the window",
        "net.ipv4.xfrm4_gc_thresh: 65536 # Tunnels",
      ],
      ["6:7 no-effect", "7:7 no-effect", "8:7 no-effect"],
    ],
    [
      "a key that they do read on an older kernel",
      'os: linux, distribution: k3s, kernel: "6.1"',
      ["net.ipv4.tcp_adv_win_scale: -2 # Less for the window"],
      [],
    ],
  ])("%s", (_, facts, settings, expected) => {
    expect(found(facts, settings)).toEqual(expected);
  });
});

describe("a floor", () => {
  test.each<[string, string, string, readonly string[]]>([
    [
      "that Talos already exceeds is not written",
      'os: talos, osVersion: "1.13", kernel: "6.18", cpus: 4, memory: 16GiB',
      "fs.inotify.max_user_instances: { atLeast: 512 } # Log viewers",
      [],
    ],
    [
      "that Talos already exceeds is not written, in an older release",
      'os: talos, osVersion: "1.8"',
      "fs.aio-max-nr: { atLeast: 262144 } # Databases",
      [],
    ],
    [
      "that Talos does not reach is written",
      'os: talos, osVersion: "1.13"',
      "kernel.pid_max: { atLeast: 4194304 } # Many threads",
      ["kernel.pid_max 4194304"],
    ],
    [
      "that the EKS image exceeds is not written",
      EKS,
      "net.ipv4.neigh.default.gc_thresh3: { atLeast: 8192 } # Many pods",
      [],
    ],
    [
      "that NixOS exceeds is not written",
      'os: nixos, osVersion: "25.11"',
      "fs.inotify.max_user_watches: { atLeast: 65536 } # Editors",
      [],
    ],
    [
      "that the kernel reaches on every system is not written",
      "os: linux",
      "net.core.somaxconn: { atLeast: 4096 } # Bursts",
      [],
    ],
  ])("%s", (_, facts, setting, written) => {
    const text = role(facts, [setting]);
    const [node] = planOf(text).nodes;
    const values = (node?.settings.sysctl ?? []).flatMap(({ id, value }) =>
      value?.type === "integers" ? [`${id} ${value.fields.join(" ")}`] : [],
    );
    expect(values).toEqual(written);
    expect(errorsOf(text)).toEqual([]);
    expect(found(facts, [setting])).toEqual([]);
  });

  test.each<[string, string]>([
    // Debian 13 has more than Debian 12, and the facts name neither.
    ["os: linux", "vm.max_map_count: { atLeast: 262144 }"],
    // Only graphical systems of this release have 524288.
    [
      'os: nixos, osVersion: "25.05", memory: 4GiB',
      "fs.inotify.max_user_watches: { atLeast: 65536 }",
    ],
    // NixOS sets a value that follows the kernel's options.
    [
      'os: nixos, osVersion: "26.05", arch: amd64',
      "vm.mmap_rnd_bits: { atLeast: 30 }",
    ],
  ])("that may lower a value is a finding: %s, %s", (facts, setting) => {
    expect(found(facts, [setting])).toEqual(["6:7 floor-may-lower"]);
  });

  test("that is not written says why in the file", () => {
    const { files } = compiled(
      role('os: talos, osVersion: "1.13", arch: amd64', [
        "fs.inotify.max_user_instances: { atLeast: 512 } # Log viewers",
        "net.core.somaxconn: 32768 # Bursts",
      ]),
    );
    expect(files.map(({ text }) => text).join("")).toContain(
      "Not set: fs.inotify.max_user_instances. The default, 8192 (Talos), already reaches the floor.",
    );
  });
});
