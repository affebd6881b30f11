import { describe, expect, test } from "vitest";
import { readLive } from "../../src/live/read-live.js";
import { said, value } from "./said.js";

describe("the output of sysctl -a", () => {
  const { observations, unread } = readLive(
    `abi.vsyscall32 = 1
kernel.hostname = raccoon00
kernel.osrelease = 6.12.48+deb13-amd64
net.ipv4.tcp_rmem = 4096\t131072\t6291456
net.ipv4.conf.eth0/100.rp_filter = 2
kernel.core_pattern = |/bin/false a=b
sysctl: permission denied on key 'kernel.cad_pid'
sysctl: reading key "net.ipv6.conf.all.stable_secret"
sysctl: cannot stat /proc/sys/net/none: No such file or directory
net.ipv4.ip_local_reserved_ports =
`,
    "node.txt",
  );
  const [node] = observations;

  test("names the node and its kernel", () => {
    expect(node).toMatchObject({
      source: "node.txt",
      host: "raccoon00",
      kernel: "6.12.48+deb13-amd64",
      silence: "missing",
    });
    expect(unread).toEqual([]);
  });

  test.each([
    ["net.ipv4.tcp_rmem", value("4096 131072 6291456")],
    ["net.ipv4.conf.eth0/100.rp_filter", value("2")],
    ["kernel.core_pattern", value("|/bin/false a=b")],
    ["net.ipv4.ip_local_reserved_ports", value("")],
    ["kernel.cad_pid", { state: "unreadable", why: "permission denied" }],
    [
      "net.ipv6.conf.all.stable_secret",
      { state: "unreadable", why: "the kernel reported an error" },
    ],
    ["net.none", { state: "missing" }],
    ["vm.swappiness", undefined],
  ])("%s", (id, expected) => {
    expect(said(node, id)).toEqual(expected);
  });

  test.each([
    ["cut off", "kernel.osrelease = 6.12.48\nvm.dirty_ra"],
    ["a part of it", "vm.swappiness = 60\n"],
  ])("does not tell which keys there are: %s", (_, text) => {
    expect(readLive(text, "a.txt").observations).toMatchObject([
      { silence: "not asked" },
    ]);
  });

  test("says where it was cut off", () => {
    expect(readLive("vm.swappiness = 60\nvm.dirty_ra", "a.txt").unread).toEqual(
      [{ line: 2, why: "the text ends in the middle of a line" }],
    );
  });
});

describe("a dump of the collector", () => {
  const text = `tunegen-dump 1
host raccoon00
kernel 6.12.48
cmdline BOOT_IMAGE=/vmlinuz quiet
module nf_conntrack loaded
module tcp_bbr built in
sysctl net/core/somaxconn = 4096
sysctl net/core/none missing
sysctl kernel/cad_pid unreadable
file kernel/mm/transparent_hugepage/enabled = always [madvise] never
limit k3s Max open files            1048576              1048576              files
limit k3s Max cpu time              unlimited            unlimited            seconds
service containerd missing
end
`;

  test("has everything that verify asks for", () => {
    const { observations, unread } = readLive(text, "d.txt");
    const [node] = observations;
    expect(unread).toEqual([]);
    expect(node).toMatchObject({ host: "raccoon00", kernel: "6.12.48" });
    expect(node?.commandLine).toEqual(["BOOT_IMAGE=/vmlinuz", "quiet"]);
    expect([...(node?.modules ?? [])]).toEqual([
      ["nf_conntrack", "loaded"],
      ["tcp_bbr", "built in"],
    ]);
    expect(said(node, "net.core.somaxconn")).toEqual(value("4096"));
    expect(said(node, "net.core.none")).toEqual({ state: "missing" });
    expect(said(node, "kernel.cad_pid")).toEqual({
      state: "unreadable",
      why: "permission denied",
    });
    expect(node?.files?.get("kernel/mm/transparent_hugepage/enabled")).toEqual(
      value("always [madvise] never"),
    );
    expect(node?.services?.get("k3s")).toEqual(
      new Map([
        ["nofile", { soft: "1048576", hard: "1048576" }],
        ["cpu", { soft: "unlimited", hard: "unlimited" }],
      ]),
    );
    expect(node?.services?.get("containerd")).toBe(
      "no process of the service runs",
    );
  });

  test.each([
    [
      "without its end",
      text.replace("end\n", ""),
      14,
      "the dump ends in the middle",
    ],
    ["of another shape", text.replace("dump 1", "dump 2"), 1, "shape"],
    [
      "with a strange line",
      text.replace("end", "wat\nend"),
      14,
      "the collector does not print such a line",
    ],
    [
      "with a line that was cut",
      text.replace(" = 4096", ""),
      7,
      "the value is missing",
    ],
    [
      "with a module without a state",
      text.replace("conntrack loaded", "conntrack"),
      5,
      "the state of the module is missing",
    ],
    [
      "with an interrupt of no interface",
      text.replace("end\n", "irq eth1 missing\nirq et../x/24 = 0-3\nend\n"),
      15,
      "the number of the interrupt is missing",
    ],
  ])("%s", (_, broken, line, why) => {
    const { unread } = readLive(broken, "d.txt");
    expect(unread).toEqual([
      { line, why: expect.stringContaining(why) as string },
    ]);
  });

  test("of several nodes in one file", () => {
    const { observations } = readLive(
      text + text.replace("raccoon00", "raccoon01"),
      "d.txt",
    );
    expect(observations.map(({ host }) => host)).toEqual([
      "raccoon00",
      "raccoon01",
    ]);
  });
});

describe("talosctl get kernelparamstatus", () => {
  const yaml = `node: 172.20.0.2
metadata:
    namespace: runtime
    type: KernelParamStatuses.runtime.talos.dev
    id: proc.sys.net.core.somaxconn
    version: 1
spec:
    current: "8192"
    default: "4096"
    unsupported: false
---
node: 172.20.0.3
metadata:
    type: KernelParamStatuses.runtime.talos.dev
    id: proc.sys.net.core.none
spec:
    current: ""
    default: ""
    unsupported: true
---
node: 172.20.0.3
metadata:
    type: KernelParamStatuses.runtime.talos.dev
    id: sys.block.sda.queue.scheduler
spec:
    current: "none"
    default: "mq-deadline"
    unsupported: false
`;

  test("has a node for each machine", () => {
    const { observations, unread } = readLive(yaml, "t.yaml");
    expect(unread).toEqual([]);
    expect(observations.map(({ host }) => host)).toEqual([
      "172.20.0.2",
      "172.20.0.3",
    ]);
    const [first, second] = observations;
    expect(said(first, "net.core.somaxconn")).toEqual(value("8192"));
    expect(said(second, "net.core.none")).toEqual({ state: "missing" });
    expect(second?.files?.get("block/sda/queue/scheduler")).toEqual(
      value("none"),
    );
  });

  test("as JSON, one object after another", () => {
    const json = ["a", "b"]
      .map((node) =>
        JSON.stringify(
          {
            node,
            metadata: {
              type: "KernelParamStatuses.runtime.talos.dev",
              id: "proc.sys.vm.swappiness",
            },
            spec: { current: "10", default: "60", unsupported: false },
          },
          null,
          4,
        ),
      )
      .join("\n");
    const { observations, unread } = readLive(`${json}\n`, "t.json");
    expect(unread).toEqual([]);
    expect(observations.map((each) => said(each, "vm.swappiness"))).toEqual([
      value("10"),
      value("10"),
    ]);
  });

  test("says what was cut off, and reads the rest", () => {
    const { observations, unread } = readLive(
      yaml.slice(0, yaml.indexOf('"none"') + 3),
      "t.yaml",
    );
    expect(observations).toHaveLength(2);
    expect(unread).toEqual([
      {
        line: 26,
        why: 'the YAML is broken: Missing closing "quote',
      },
    ]);
  });
});

test.each([
  ["", "it is empty"],
  [
    "hello\n",
    "its format is unknown; it must be what the collector of tunegen prints, ",
  ],
])("%j is no known form", (text, why) => {
  const { observations, unread } = readLive(text, "x");
  expect(observations).toEqual([]);
  expect(unread).toEqual([
    { line: undefined, why: expect.stringContaining(why) as string },
  ]);
});
