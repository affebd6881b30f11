import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { hasProgram, requirePrograms, run } from "../support/programs.js";
import { measuredRows } from "./support.js";

/** A folder with Debian's 6.1 cloud kernel, as test/boot/fetch-kernel.sh leaves it. */
const kernelFolder = process.env["TUNEGEN_BOOT_KERNEL"] ?? "";

const able =
  kernelFolder !== "" &&
  process.arch === "x64" &&
  ["qemu-system-x86_64", "busybox", "cpio", "modprobe"].every(hasProgram);

const script = join(import.meta.dirname, "../../catalogue/harvest/harvest.js");

/** Keys whose default depends on neither memory nor flavour of the kernel. */
const sample = [
  "fs.inotify.max_user_instances",
  "kernel.pid_max",
  "net.bridge.bridge-nf-call-iptables",
  "net.core.netdev_budget_usecs",
  "net.core.somaxconn",
  "net.ipv4.conf.all.rp_filter",
  "net.ipv4.tcp_rmem",
  "net.ipv6.conf.default.accept_ra",
  "net.netfilter.nf_conntrack_tcp_timeout_established",
  "vm.swappiness",
];

type Row = Readonly<Record<string, string>>;

describe.skipIf(!able && !requirePrograms)("npm run harvest", () => {
  test("measures Debian's 6.1 as the catalogue has it", () => {
    const boot = join(kernelFolder, "boot");
    const image = readdirSync(boot).find((name) => name.startsWith("vmlinuz-"));
    const { status, stdout, stderr } = run(process.execPath, [
      script,
      join(boot, image ?? ""),
      "--modules",
      kernelFolder,
    ]);
    expect(status, stderr).toBe(0);
    const [columns = "", ...lines] = stdout.trimEnd().split("\n");
    const names = columns.split("\t");
    const found = new Map<string, Row>(
      lines.map((line) => {
        const cells = line.split("\t");
        const row: Row = Object.fromEntries(
          names.map((name, at) => [name, cells[at] ?? ""]),
        );
        return [row["key"] ?? "", row];
      }),
    );
    const known = measuredRows().filter(
      ({ kernel, arch }) => kernel === "6.1.0-56" && arch === "amd64",
    );
    // The catalogue's kernel is not the cloud flavour, and had more modules.
    const common = known.filter(({ key = "" }) => found.has(key));
    expect(common.length).toBe(found.size);
    expect(found.size).toBeGreaterThan(900);
    for (const row of common) {
      const own = found.get(row["key"] ?? "");
      for (const column of ["mode", "needs_module", "fields"])
        expect(own?.[column], `${row["key"] ?? ""} ${column}`).toBe(
          row[column],
        );
    }
    const defaults = (row: Row | undefined) => [
      row?.["default"],
      row?.["writable_in_netns"],
    ];
    for (const key of sample)
      expect([key, ...defaults(found.get(key))]).toEqual([
        key,
        ...defaults(known.find((row) => row["key"] === key)),
      ]);
  }, 240_000);

  test("a call without a kernel is refused", () => {
    expect(run(process.execPath, [script])).toMatchObject({
      status: 2,
      stderr: "usage: npm run harvest -- KERNEL_IMAGE [--modules DIR]\n",
    });
  });
});
