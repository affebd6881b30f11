import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  defaultByMemory,
  followsMemory,
} from "../../src/catalogue/memory-formulas.js";
import { parseVersion } from "../../src/core/version.js";

const MiB = 2 ** 20;

function computed(
  id: string,
  kernel: string,
  mebibytes: number | undefined,
  {
    arch = "amd64",
    pageSize = 4096,
  }: { arch?: string; pageSize?: number } = {},
) {
  const version = parseVersion(kernel);
  if (!version) throw new Error(kernel);
  const memory = mebibytes === undefined ? undefined : mebibytes * MiB;
  return defaultByMemory(id, memory, {
    kernel: version,
    arch: arch === "arm64" ? "arm64" : "amd64",
    pageSize,
  });
}

/** The measured defaults that follow the memory, one for each machine. */
const measured = readFileSync(
  new URL("../../catalogue/measured/defaults_by_ram_smp.tsv", import.meta.url),
  "utf8",
)
  .trimEnd()
  .split("\n")
  .map((line) => line.split("\t"));

const rows = measured
  .slice(1)
  .flatMap(([id = "", kernel = "", arch, ...cells]) =>
    !followsMemory(id)
      ? []
      : cells.flatMap((value, at) => {
          const mebibytes = Number.parseInt(measured[0]?.[at + 3] ?? "", 10);
          return value === "" ? [] : [{ id, kernel, arch, mebibytes, value }];
        }),
  );

test.each(rows)(
  "$id on $kernel $arch with $mebibytes MiB is about $value",
  ({ id, kernel, arch = "", mebibytes, value }) => {
    const found = computed(id, kernel, mebibytes, { arch });
    // The zones of an arm64 machine, and what they keep free, follow from where its memory begins.
    const isOfZones = id === "vm.min_free_kbytes";
    if (found?.sure === true && !isOfZones) expect(found.value).toBe(value);
    const fields = value.split(" ").map(Number);
    const least = (found?.least ?? "").split(" ").map(Number);
    (found?.value ?? "").split(" ").forEach((field, index) => {
      const expected = fields[index] ?? 0;
      // Small machines depend on the size of the kernel.
      expect(Math.abs(Number(field) - expected) / expected).toBeLessThan(
        mebibytes > 1024 ? 0.03 : 0.15,
      );
      expect(least[index]).toBeLessThanOrEqual(expected);
    });
  },
);

describe("certain defaults", () => {
  test.each([
    ["net.ipv4.tcp_ehash_entries", "6.12", 65_536, "524288"],
    ["net.ipv4.tcp_max_syn_backlog", "6.12", 131_072, "4096"],
    ["net.ipv4.udp_hash_entries", "6.12", 262_144, "65536"],
    ["net.netfilter.nf_conntrack_buckets", "5.14", 8192, "65536"],
    ["net.netfilter.nf_conntrack_buckets", "5.15", 8192, "262144"],
    ["net.netfilter.nf_conntrack_expect_max", "5.10", 4096, "256"],
    ["net.ipv4.tcp_rmem", "6.15", 2048, "4096 131072 6291456"],
    ["net.ipv4.tcp_rmem", "6.16", 8192, "4096 131072 33554432"],
    ["vm.user_reserve_kbytes", "6.12", 8192, "131072"],
    ["vm.admin_reserve_kbytes", "6.12", 512, "8192"],
    // Whatever the memory.
    ["vm.admin_reserve_kbytes", "6.12", undefined, "8192"],
    ["fs.inotify.max_user_watches", "6.12", 262_144, "1048576"],
    ["fs.nfs.nfs_congestion_kb", "6.12", 131_072, "262144"],
  ])("%s on %s with %i MiB is %s", (id, kernel, memory, value) => {
    expect(computed(id, kernel, memory)).toMatchObject({ value, sure: true });
  });

  // The firmware, `crashkernel=` and the kernel use an unknown part of the memory.
  test.each([
    ["net.ipv4.tcp_rmem", "6.15", 900],
    ["net.ipv4.tcp_rmem", "6.16", 4608],
    ["net.netfilter.nf_conntrack_max", "6.12", 1152],
    ["net.netfilter.nf_conntrack_max", "6.12", 4608],
    ["fs.file-max", "6.12", 8192],
    ["net.ipv4.tcp_max_orphans", "6.12", 4200],
  ])("%s on %s with %i MiB is an estimate", (id, kernel, memory) => {
    expect(computed(id, kernel, memory)?.sure).toBe(false);
  });
});

test("without the memory there is no value, but the least that a node has", () => {
  expect(computed("net.netfilter.nf_conntrack_max", "6.12", undefined)).toEqual(
    { value: undefined, sure: false, least: "3072" },
  );
});

test.each([
  // 64 KiB pages: pages are fewer, stacks are larger.
  ["net.ipv4.tcp_rmem", 65536, "65536 131072 6291456"],
  ["net.ipv4.tcp_wmem", 16384, "16384 16384 4194304"],
  ["kernel.threads-max", 65536, "32000"],
  ["net.ipv4.tcp_max_orphans", 65536, "65536"],
])("%s with pages of %i bytes is %s", (id, pageSize, value) => {
  expect(computed(id, "6.12", 16_384, { arch: "arm64", pageSize })?.value).toBe(
    value,
  );
});

test("other keys do not follow the memory", () => {
  expect(followsMemory("net.core.somaxconn")).toBe(false);
  expect(computed("net.core.somaxconn", "6.12", 8192)).toBeUndefined();
});
