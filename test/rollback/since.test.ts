import { describe, expect, test } from "vitest";
import { isEmpty, nodeBefore } from "../../src/rollback/since.js";
import { undoNode } from "../../src/rollback/undo-node.js";
import { planOf } from "../support/compile.js";
import { LINUX, lost, sysctls, undoSince, values } from "./undo.js";

describe("only what changed is undone", () => {
  test("a value comes back to that of the earlier spec, and not to the captured one", () => {
    const { values: all } = undoSince(
      sysctls("net.core.somaxconn: 8192", "vm.swappiness: 10"),
      sysctls("net.core.somaxconn: 16384", "vm.swappiness: 10"),
      "sysctl net/core/somaxconn = 128\nsysctl vm/swappiness = 60",
    );
    expect(
      all.map(({ id, value, evidence, notes }) => ({
        id,
        value,
        evidence,
        notes,
      })),
    ).toEqual([
      {
        id: "net.core.somaxconn",
        value: { type: "integers", fields: [8192n] },
        evidence: "from the earlier spec",
        notes: ["tuning.yaml:6"],
      },
    ]);
  });

  test("a key that it did not set has what was captured, else the baseline", () => {
    const before = sysctls("vm.swappiness: 10");
    const after = sysctls("vm.swappiness: 10", "net.core.somaxconn: 16384");
    expect(values(undoSince(before, after))).toEqual([
      "net.core.somaxconn = 4096 (measured)",
    ]);
    expect(
      values(undoSince(before, after, "sysctl net/core/somaxconn = 128")),
    ).toEqual(["net.core.somaxconn = 128 (captured)"]);
  });

  test("a key that only it set is set again", () => {
    expect(
      values(
        undoSince(
          sysctls("vm.swappiness: 10"),
          sysctls("vm.swappiness: null # The default"),
        ),
      ),
    ).toEqual(["vm.swappiness = 10 (from the earlier spec)"]);
  });

  test("the same in another spelling is no change", () => {
    expect(
      isEmpty(
        undoSince(
          sysctls("net.core.rmem_max: 16MiB"),
          sysctls('net/core/rmem_max: "16777216"'),
        ).node.settings,
      ),
    ).toBe(true);
  });

  test("a node that it did not have is undone as a whole", () => {
    const plan = planOf(
      `version: 1\nroles:\n  web:\n    node: { ${LINUX} }\n${sysctls("vm.swappiness: 10")}`,
    );
    const [node] = plan.nodes;
    if (node === undefined) throw new Error("no node");
    const empty = planOf("version: 1\nroles:\n  db: {}\n");
    expect(
      values(
        undoNode(node, plan, undefined, {
          name: "v1",
          plan: empty,
          node: nodeBefore(node, empty),
        }),
      ),
    ).toEqual(["vm.swappiness = 60 (measured)"]);
  });

  test("a host that it did not have was a node of its role", () => {
    const role = `roles:\n  web:\n    node: { ${LINUX} }\n`;
    const was = planOf(`version: 1\n${role}`);
    const [, host] = planOf(
      `version: 1\n${role}hosts:\n  web1: { role: web }\n`,
    ).nodes;
    expect(host?.kind).toBe("host");
    expect(host && nodeBefore(host, was)?.name).toBe("web");
  });
});

describe("patterns", () => {
  const before = sysctls("net.ipv4.conf.*.rp_filter: 1");
  const after = sysctls(
    "net.ipv4.conf.*.rp_filter: 2",
    "net.ipv4.conf.eth1.rp_filter: 0",
  );
  const dump =
    "sysctl net/ipv4/conf/eth0/rp_filter = 0\nsysctl net/ipv4/conf/eth1/rp_filter = 0";

  test("give each key that was seen the value of the earlier spec", () => {
    expect(values(undoSince(before, after, dump))).toEqual([
      "net.ipv4.conf.eth0.rp_filter = 1 (from the earlier spec)",
      "net.ipv4.conf.eth1.rp_filter = 1 (from the earlier spec)",
    ]);
  });

  test("are left to the files of the earlier spec where no key was seen", () => {
    const result = undoSince(before, after);
    expect(values(result)).toEqual([
      "net.ipv4.conf.eth1.rp_filter = 1 (from the earlier spec)",
    ]);
    expect(lost(result)).toEqual([
      "net.ipv4.conf.*.rp_filter: the keys that the pattern matches get 1 from the files of v1",
    ]);
  });

  test("of files below /sys, too", () => {
    const [was, is] = ["none", "mq-deadline"].map(
      (value) => `    sysfs: { "block/sd*/queue/scheduler": ${value} }\n`,
    );
    expect(
      values(
        undoSince(
          was ?? "",
          is ?? "",
          "file block/sda/queue/scheduler = none [mq-deadline]",
        ),
      ),
    ).toEqual([
      "/sys/block/sda/queue/scheduler = none (from the earlier spec)",
    ]);
    expect(lost(undoSince(was ?? "", is ?? ""))).toEqual([
      "/sys/block/sd*/queue/scheduler: the files that the pattern matches get none from the files of v1",
    ]);
  });
});

test("a program that the earlier spec keeps from a key does not set it", () => {
  const facts = `${LINUX}, distribution: k3s, kubernetes: "1.34", kubeProxy: iptables`;
  const established = "net.netfilter.nf_conntrack_tcp_timeout_established: 600";
  expect(
    values(
      undoSince(
        sysctls("vm.swappiness: 10"),
        sysctls(established),
        undefined,
        facts,
      ),
    ),
  ).toEqual([
    "net.netfilter.nf_conntrack_tcp_timeout_established = 86400 (read in its source)",
    "vm.swappiness = 10 (from the earlier spec)",
  ]);
  expect(
    values(
      undoSince(
        "    kubeProxy: { conntrack: { tcpEstablishedTimeout: node } }\n",
        sysctls(established),
        undefined,
        facts,
      ),
    ),
  ).toEqual([
    "net.netfilter.nf_conntrack_tcp_timeout_established = 432000 (measured)",
  ]);
});

describe("what stays", () => {
  test("of modules, kernel arguments and limits, in both directions", () => {
    expect(
      lost(
        undoSince(
          "    modules: { tcp_bbr: {} }\n    kernelArgs: { quiet: true }\n    limits: { nofile: 1024, services: [containerd] }\n",
          "    modules: { br_netfilter: {} }\n    kernelArgs: { threadirqs: true }\n    limits: { nofile: 4096, services: [containerd] }\n",
        ),
      ),
    ).toEqual([
      "the module br_netfilter: it stays loaded until the next boot; needs a reboot",
      "the module tcp_bbr: where it is not loaded any more, load it first",
      "the kernel argument threadirqs: it is in force until the next boot without it; needs a reboot",
      "the kernel argument quiet: it comes into force at the next boot with it; needs a reboot",
      "limits.nofile: containerd keeps its limits until the next start",
    ]);
  });

  test("of interrupts, which the earlier script sets", () => {
    const of = (cpus: string): string =>
      `    interrupts: { why: x, interfaces: [eth0], affinity: { spread: "${cpus}" } }\n`;
    expect(lost(undoSince(of("0-3"), of("4-7")))).toEqual([
      "the affinity of interrupts and receive steering: the earlier script sets them when it is installed and run",
    ]);
    expect(lost(undoSince("", of("4-7")))).toEqual([
      "the affinity of interrupts and receive steering: the script that set them kept no old values; needs a reboot",
    ]);
  });
});
