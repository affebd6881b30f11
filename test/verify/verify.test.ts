import { expect, test } from "vitest";
import { readLive } from "../../src/live/read-live.js";
import { verifyNode } from "../../src/verify/verify-node.js";
import { verifyPod } from "../../src/verify/verify-pod.js";
import { planOf } from "../support/compile.js";

const HEAD = "tunegen-dump 1\nhost a\nkernel 6.12.48\n";

/** Compares a dump with the only role of a spec: `name: outcome: actual: note`. */
function compared(section: string, dump: string, facts = ""): string[] {
  const plan = planOf(
    `version: 1\nroles:\n  web:\n    node: { os: linux, kernel: "6.12"${facts} }\n${section}`,
  );
  const [node] = plan.nodes;
  const [observation] = readLive(`${HEAD}${dump}\nend\n`, "a.txt").observations;
  if (node === undefined || observation === undefined)
    throw new Error("no node");
  return verifyNode(node, plan, observation).comparisons.map(
    ({ name, outcome, actual, note }) =>
      [name, outcome, actual, note]
        .filter((part) => part !== undefined)
        .join(": "),
  );
}

function sysctl(line: string): string {
  return `    sysctl:\n      ${line}\n`;
}

test.each([
  [
    "the same",
    "net.core.somaxconn: 8192",
    "sysctl net/core/somaxconn = 8192",
    ["net.core.somaxconn: equal: 8192"],
  ],
  [
    "fields of a vector",
    "net.ipv4.tcp_rmem: [4096, 131072, 16MiB]",
    "sysctl net/ipv4/tcp_rmem = 4096\t131072\t16777216",
    ["net.ipv4.tcp_rmem: equal: 4096 131072 16777216"],
  ],
  [
    "times that the kernel keeps in ticks",
    "net.ipv4.icmp_ratelimit: 1ms",
    "sysctl net/ipv4/icmp_ratelimit = 4",
    ["net.ipv4.icmp_ratelimit: equal: 4"],
  ],
  [
    "a size that the kernel rounds up",
    "fs.pipe-max-size: 1000000",
    "sysctl fs/pipe-max-size = 1048576",
    ["fs.pipe-max-size: equal: 1048576"],
  ],
  [
    "ports in another order",
    "net.ipv4.ip_local_reserved_ports: [8082, 8080, 8081]",
    "sysctl net/ipv4/ip_local_reserved_ports = 8080-8082",
    ["net.ipv4.ip_local_reserved_ports: equal: 8080-8082"],
  ],
  [
    "the kernel's default",
    "vm.swappiness: 10",
    "sysctl vm/swappiness = 60",
    [
      "vm.swappiness: different: 60: this is the kernel's default: the setting was not applied, or before the key existed",
    ],
  ],
  [
    "a key that is not there",
    "vm.swappiness: 10",
    "sysctl vm/swappiness missing",
    ["vm.swappiness: no such key"],
  ],
  [
    "a key that cannot be read",
    "vm.swappiness: 10",
    "sysctl vm/swappiness unreadable",
    ["vm.swappiness: not readable: permission denied"],
  ],
  [
    "a key that nobody asked for",
    "vm.swappiness: 10",
    "",
    ["vm.swappiness: not asked"],
  ],
  [
    "a key whose module is away",
    "net.netfilter.nf_conntrack_max: 1048576",
    "sysctl net/netfilter/nf_conntrack_max missing\nmodule nf_conntrack missing",
    [
      "net.netfilter.nf_conntrack_max: module not loaded: the key appears when `nf_conntrack` is loaded",
      "nf_conntrack: module not loaded",
    ],
  ],
  [
    "a module that shows only by its key",
    "net.netfilter.nf_conntrack_max: 1048576",
    "sysctl net/netfilter/nf_conntrack_max = 1048576\nmodule nf_conntrack missing",
    [
      "net.netfilter.nf_conntrack_max: equal: 1048576",
      "nf_conntrack: equal: in use",
    ],
  ],
  [
    "a pattern, and a key of its own",
    "net.ipv4.conf.*.rp_filter: 2\n      net.ipv4.conf.eth1.rp_filter: 0",
    "sysctl net/ipv4/conf/all/rp_filter = 2\nsysctl net/ipv4/conf/eth0.7/rp_filter = 1\nsysctl net/ipv4/conf/eth1/rp_filter = 0",
    [
      "net.ipv4.conf.all.rp_filter: equal: 2",
      "net.ipv4.conf.eth0/7.rp_filter: different: 1: perhaps RHEL 8 sets this at boot: the setting was not applied, or was overridden",
      "net.ipv4.conf.eth1.rp_filter: equal: 0",
    ],
  ],
  [
    "a secret",
    'net.ipv4.tcp_fastopen_key: "00000000-00000000-00000000-00000000"',
    "sysctl net/ipv4/tcp_fastopen_key = 00000000-00000000-00000000-00000000",
    [
      "net.ipv4.tcp_fastopen_key: not readable: it is a secret, which tunegen never reads",
    ],
  ],
])("sysctl: %s", (_, line, dump, expected) => {
  expect(compared(sysctl(line), dump)).toEqual(expected);
});

test.each([
  ["its own default", "cpus: 4", "131072", "sets 131072 at every start"],
  [
    "what is the kernel's default, too",
    "cpus: 8, memory: 8GiB",
    "262144",
    "sets 262144 at every start",
  ],
  [
    "a multiple of CPU cores that the facts do not count",
    "memory: 8GiB",
    "262144",
    "sets 32768 per CPU core, at least 131072, at every start",
  ],
])(
  "names the program that resets a value to %s",
  (_, facts, actual, expected) => {
    const [told] = compared(
      sysctl("net.netfilter.nf_conntrack_max: 1048577"),
      `sysctl net/netfilter/nf_conntrack_max = ${actual}\nmodule nf_conntrack loaded`,
      `, kubeProxy: iptables, kubernetes: "1.34", ${facts}`,
    );
    expect(told).toContain(`: different: ${actual}: kube-proxy ${expected}`);
  },
);

test.each([
  [
    "a choice of several",
    "    sysfs: { kernel/mm/transparent_hugepage/enabled: madvise }\n",
    "file kernel/mm/transparent_hugepage/enabled = always [madvise] never",
    [
      "/sys/kernel/mm/transparent_hugepage/enabled: equal: always [madvise] never",
    ],
  ],
  [
    "each file that a pattern matches",
    "    sysfs: { block/sd*/queue/scheduler: none }\n",
    "file block/sda/queue/scheduler = [none] mq-deadline\nfile block/sdb/queue/scheduler = none [mq-deadline]",
    [
      "/sys/block/sda/queue/scheduler: equal: [none] mq-deadline",
      "/sys/block/sdb/queue/scheduler: different: none [mq-deadline]",
    ],
  ],
  [
    "huge pages",
    "    hugepages: { 2M: 10, 1G: { count: 2, node: 1 } }\n",
    "file kernel/mm/hugepages/hugepages-2048kB/nr_hugepages = 8\nfile devices/system/node/node1/hugepages/hugepages-1048576kB/nr_hugepages = 2",
    [
      "hugepages.1G of NUMA node 1: equal: 2",
      "hugepages.2M: different: 8: the kernel did not find enough contiguous memory, or the node has not rebooted since",
    ],
  ],
  [
    "parameters of a module",
    "    modules: { br_netfilter: null, nf_conntrack: { parameters: { hashsize: 65536 } } }\n",
    "module br_netfilter built in\nmodule nf_conntrack loaded\nfile module/nf_conntrack/parameters/hashsize = 65536",
    [
      "br_netfilter: equal: built in",
      "nf_conntrack: equal: loaded",
      "nf_conntrack.hashsize: equal: 65536",
    ],
  ],
  [
    "the last of several kernel arguments",
    "    kernelArgs: { mitigations: auto, quiet: true, nosmt: force }\n",
    "cmdline mitigations=auto quiet mitigations=off",
    [
      "the kernel argument mitigations: different: mitigations=auto mitigations=off: the boot loader sets another value, or the node has not rebooted since",
      "the kernel argument quiet: equal: quiet",
      "the kernel argument nosmt: different: not on the command line: the boot loader does not set it, or the node has not rebooted since",
    ],
  ],
  [
    "limits of services",
    "    limits: { nofile: 1048576, memlock: 64MiB, services: [k3s] }\n",
    "limit k3s Max open files 1024 1048576 files\nlimit k3s Max locked memory 67108864 67108864 bytes",
    [
      "limits.memlock of k3s: equal: 67108864",
      "limits.nofile of k3s: different: 1024:1048576: a service gets its limits when it starts: restart it after `systemctl daemon-reload`",
    ],
  ],
  [
    "limits of sessions",
    "    limits: { nofile: 1048576 }\n",
    "",
    [
      "limits.nofile: not in the kernel: each login session has limits of its own",
    ],
  ],
])("%s", (_, section, dump, expected) => {
  expect(compared(section, dump)).toEqual(expected);
});

test("sysctls of a pod", () => {
  const plan = planOf(`version: 1
roles: { web: { node: { os: linux, distribution: k3s } } }
workloads:
  nginx:
    kind: Deployment
    namespace: web
    sysctl: { net.core.somaxconn: 8192, net.ipv4.tcp_fin_timeout: 30 }
`);
  const [workload] = plan.workloads;
  const [observation] = readLive(
    `${HEAD}sysctl net/core/somaxconn = 4096\nsysctl net/ipv4/tcp_fin_timeout = 30\nend\n`,
    "pod.txt",
  ).observations;
  if (workload === undefined || observation === undefined)
    throw new Error("no pod");
  expect(
    verifyPod(workload, observation).comparisons.map(({ name, outcome }) => [
      name,
      outcome,
    ]),
  ).toEqual([
    ["net.core.somaxconn", "different"],
    ["net.ipv4.tcp_fin_timeout", "equal"],
  ]);
});
