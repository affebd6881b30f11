import { describe, expect, test } from "vitest";
import { memoryBill, passes, shareText } from "../../src/memory/bill.js";
import { sizeText } from "../../src/core/size-text.js";
import { nodeOf, planOf } from "../support/compile.js";

/** The bill of a role, one line for each item. */
function bill(
  facts: string,
  sysctls: readonly string[],
  more = "",
): readonly string[] {
  const plan = planOf(`version: 1
roles:
  r:
    node: { os: linux${facts === "" ? "" : `, ${facts}`} }
${sysctls.length === 0 ? "" : `    sysctl:\n${sysctls.map((line) => `      ${line}\n`).join("")}`}${more}`);
  return memoryBill(nodeOf(plan, "r"), plan).map(
    ({ id, kind, bytes, formula, only }) =>
      `${id} ${kind} ${bytes}: ${formula}${only === undefined ? "" : ` (${only})`}`,
  );
}

const MAX = "net.netfilter.nf_conntrack_max";

describe("connection tracking", () => {
  test.each([
    ["5.10", 122_683_392, "468 B"],
    ["5.15", 122_683_392, "468 B"],
    ["6.1", 100_663_296, "384 B"],
    ["6.6", 100_663_296, "384 B"],
    ["6.12", 67_108_864, "256 B"],
    ["7.2", 67_108_864, "256 B"],
  ])("an entry on %s", (kernel, bytes, each) => {
    expect(bill(`kernel: "${kernel}"`, [`${MAX}: 262144`])).toEqual([
      `${MAX} ceiling ${bytes}: 262144 entries × ${each}`,
    ]);
  });

  test("on an unknown kernel at least the least", () => {
    expect(bill("", [`${MAX}: 262144`])).toEqual([
      `${MAX} ceiling 67108864: 262144 entries × 256 B (minimum, depends on the kernel)`,
    ]);
  });

  test("accounting or time stamps add an extension, where it is not there anyway", () => {
    const with1 = (key: string, kernel: string): readonly string[] =>
      bill(`kernel: "${kernel}"`, [`${MAX}: 1000`, `net.netfilter.${key}: 1`]);
    for (const key of ["nf_conntrack_acct", "nf_conntrack_timestamp"]) {
      expect(with1(key, "6.12")).toEqual([
        `${MAX} ceiling 384000: 1000 entries × 384 B (with accounting or timestamps)`,
      ]);
      expect(with1(key, "6.1")).toEqual([
        `${MAX} ceiling 384000: 1000 entries × 384 B`,
      ]);
    }
    expect(
      bill('kernel: "6.12"', [
        `${MAX}: 1000`,
        "net.netfilter.nf_conntrack_acct: 0",
      ]),
    ).toEqual([`${MAX} ceiling 256000: 1000 entries × 256 B`]);
  });

  test("buckets are reserved, in steps of 512", () => {
    expect(bill("", ["net.netfilter.nf_conntrack_buckets: 65537"])).toEqual([
      "net.netfilter.nf_conntrack_buckets reserved 528384: 66048 buckets × 8 B",
    ]);
  });

  test("the module's own parameter is the same number", () => {
    expect(
      bill(
        "",
        [],
        "    modules: { nf_conntrack: { parameters: { hashsize: 65536 } } }\n",
      ),
    ).toEqual(["nf_conntrack hashsize reserved 524288: 65536 buckets × 8 B"]);
  });

  test("the alias counts where the key is not written, and no limit has no figure", () => {
    expect(bill('kernel: "6.12"', ["net.nf_conntrack_max: 1000"])).toEqual([
      "net.nf_conntrack_max ceiling 256000: 1000 entries × 256 B",
    ]);
    expect(bill('kernel: "6.12"', [`${MAX}: 0`])).toEqual([]);
    expect(bill('kernel: "6.12"', [`${MAX}: null`])).toEqual([]);
  });

  test.each([
    "net.netfilter.nf_conntrack_buckets: null",
    "fs.inotify.max_user_watches: null",
  ])("%s costs nothing", (line) => {
    expect(bill("", [line])).toEqual([]);
  });

  test("0 buckets are the kernel's own number, which is not in the spec", () => {
    expect(
      bill(
        "",
        [],
        "    modules: { nf_conntrack: { parameters: { hashsize: 0 } } }\n",
      ),
    ).toEqual([]);
  });
});

describe("the rest of the kernel", () => {
  test.each([
    [
      "",
      "net.ipv4.tcp_mem: [1000, 2000, 3000]",
      "net.ipv4.tcp_mem ceiling 12288000: 3000 pages × 4096 B",
    ],
    [
      "pageSize: 16KiB",
      "net.ipv4.udp_mem: [1000, 2000, 3000]",
      "net.ipv4.udp_mem ceiling 49152000: 3000 pages × 16384 B",
    ],
    [
      "",
      "net.ipv4.ipfrag_high_thresh: 8MiB",
      "net.ipv4.ipfrag_high_thresh ceiling 8388608: 8388608 B",
    ],
    [
      "",
      "fs.inotify.max_user_watches: 524288",
      "fs.inotify.max_user_watches ceiling 629145600: 524288 watches × 1200 B, for each user",
    ],
    [
      "",
      "vm.min_free_kbytes: 131072",
      "vm.min_free_kbytes reserved 134217728: 131072 KiB",
    ],
    [
      "",
      "vm.nr_hugepages: 1024",
      "vm.nr_hugepages reserved 2147483648: 1024 pages × 2 MiB",
    ],
    [
      "pageSize: 16KiB",
      "vm.nr_hugepages: 4",
      "vm.nr_hugepages reserved 134217728: 4 pages × 32 MiB",
    ],
    [
      "pageSize: 64KiB",
      "vm.nr_hugepages: 1",
      "vm.nr_hugepages reserved 536870912: 1 page × 512 MiB",
    ],
    [
      "",
      "vm.nr_overcommit_hugepages: 8",
      "vm.nr_overcommit_hugepages ceiling 16777216: 8 pages × 2 MiB",
    ],
  ])("%s %s", (facts, sysctl, item) => {
    expect(bill(facts, [sysctl])).toEqual([item]);
  });

  test("limits of one socket, open files and zeros cost nothing", () => {
    expect(
      bill("", [
        "net.core.rmem_max: 256MiB",
        "net.ipv4.tcp_rmem: [4096, 131072, 16777216]",
        "fs.file-max: 2097152",
        "vm.nr_hugepages: 0",
      ]),
    ).toEqual([]);
  });
});

describe("Cilium", () => {
  const cilium = (sizes: string): string => `cilium: { bpf: { ${sizes} } }\n`;

  test("the static defaults take 212 MB for IPv4 and 256 MB more for IPv6", () => {
    const plan = planOf(`version: 1
roles: { r: { node: { cni: cilium } } }
${cilium("ctTcpMax: 524288, ctAnyMax: 262144, natMax: 524288")}`);
    const items = memoryBill(nodeOf(plan, "r"), plan);
    const sum = (ipv6: boolean): bigint =>
      items
        .filter(({ only }) => (only !== undefined) === ipv6)
        .reduce((total, { bytes }) => total + bytes, 0n);
    expect(sum(false)).toBe(211_812_352n);
    expect(sum(true)).toBe(255_852_544n);
  });

  test("neighbours follow nat until they have a size of their own", () => {
    expect(bill("cni: cilium", [], cilium("natMax: 1048576"))).toEqual([
      "bpf.natMax reserved 125829120: 1048576 entries × 120 B (IPv4)",
      "bpf.natMax reserved 167772160: 1048576 entries × 160 B (IPv6) (if Cilium has IPv6 enabled)",
      "bpf.neighMax reserved 83886080: 1048576 entries × 80 B (IPv4, as many as nat)",
      "bpf.neighMax reserved 92274688: 1048576 entries × 88 B (IPv6, as many as nat) (if Cilium has IPv6 enabled)",
    ]);
    expect(
      bill("cni: cilium", [], cilium("natMax: 1048576, neighMax: 524288"))[2],
    ).toBe("bpf.neighMax reserved 41943040: 524288 entries × 80 B (IPv4)");
  });

  test("only where the node runs Cilium, and only sizes that are written", () => {
    expect(bill("cni: flannel", [], cilium("natMax: 1048576"))).toEqual([]);
    expect(bill("", [], cilium("natMax: 1048576"))).toEqual([]);
    expect(bill("cni: cilium", [], cilium("mapDynamicSizeRatio: 0.5"))).toEqual(
      [],
    );
  });
});

test.each([
  [0n, "0 B"],
  [1023n, "1023 B"],
  [1024n, "1 KiB"],
  [1536n, "1.5 KiB"],
  [1_048_575n, "1 MiB"],
  [64n << 20n, "64 MiB"],
  [468n * 262_144n, "117 MiB"],
  [3n << 29n, "1.5 GiB"],
  [1n << 64n, "16384 PiB"],
])("%d bytes are %s", (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});

test("a limit is passed by one byte, and a share that passes it never reads as the limit", () => {
  expect(passes(10n, 100n, 10)).toBe(false);
  expect(passes(11n, 100n, 10)).toBe(true);
  expect(passes(101n, 1000n, 10.1)).toBe(false);
  expect(passes(102n, 1000n, 10.1)).toBe(true);
  expect(shareText(10n, 100n)).toBe("10 %");
  expect(shareText(100_001n, 1_000_000n)).toBe("10.1 %");
});
