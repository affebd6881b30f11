import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { compareGates } from "../../catalogue/gates/compare-gates.js";
import { readGates } from "../../catalogue/gates/read-gates.js";
import { reportOf, undecidedLines } from "../../catalogue/gates/report.js";
import { COLUMNS, rowsOf } from "../../catalogue/gates/rows.js";
import { openSource } from "../../catalogue/gates/source-tree.js";
import { parseTsv } from "../../catalogue/lib/measured.js";
import { run } from "../support/programs.js";
import { catalogueFile } from "./support.js";

/** A small tree in the style of Linux, with each construct once. */
const linux = join(import.meta.dirname, "gates/linux");
const script = join(import.meta.dirname, "../../catalogue/gates/gates.js");

const tree = openSource(linux);
const read = readGates(tree);

test("the options, modules and files of the keys are read", () => {
  const cells = rowsOf(read.gates, tree.version).map(
    ([key, , gate, module, , , source]) =>
      [key, gate, module, source].join(" | "),
  );
  expect(cells).toEqual([
    // The other table of the function has names of run time.
    "dev.all | - |  | drivers/dyn/names.c",
    // Nested tables, as in Linux 5.10.
    "dev.folder.leaf | COMPAT && SMP |  | security/old/nested.c",
    "kernel.always | - |  | kernel/base.c",
    "kernel.as_module | FILTER && !FILTER=y |  | kernel/base.c",
    // obj-$(VDSO-y), where two options set VDSO-y.
    "kernel.bios_flags | (COMPAT || OLD_BIOS) && X86 |  | arch/x86/kernel/bios.c",
    "kernel.built_in | FILTER=y |  | kernel/base.c",
    // A macro that only the headers of x86 define.
    "kernel.by_header | X86 |  | kernel/base.c",
    "kernel.continued | FILTER && !AGING |  | kernel/base.c",
    "kernel.dotted/name | - |  | kernel/base.c",
    "kernel.elif | !FILTER=y && (AGING || SMP) |  | kernel/base.c",
    // A header is compiled where a file of its folder includes it.
    "kernel.included | SMP |  | kernel/included.h",
    "kernel.old.scope | COMPAT |  | security/old/paths.c",
    // The folders of a Makefile, and the `#ifdef` around the registration.
    "kernel.time.clock | TRACING && SMP && AGING |  | kernel/time/clock.c",
    "kernel.with_smp | SMP |  | kernel/base.c",
    "kernel.without_smp | !SMP |  | kernel/base.c",
    // A table that a function of another file registers.
    "net.inner.route.gc_thresh | IPV6 | inner6 | net/inner/route.c",
    "net.inner.route.mroute | IPV6 && MROUTE | inner6 | net/inner/route.c",
    "net.ipv4.conf.*.rp_filter | - |  | net/core/device.c",
    "net.ipv4.neigh.*.probes | - |  | net/core/neighbour.c",
    "net.ipv4.neigh.default.gc_interval | - |  | net/core/neighbour.c",
    "net.ipv6.neigh.*.probes | IPV6 | ipv6 | net/core/neighbour.c",
    "net.ipv6.neigh.default.gc_interval | IPV6 | ipv6 | net/core/neighbour.c",
    // CONNTRACK requires FILTER in Kconfig.
    "net.sample.count | CONNTRACK | conn_track | net/sample/core.c",
    // $(subst m,y,...) is never a module.
    "net.sample.frag_time | FILTER && IPV6 |  | net/sample/defrag.c",
    "net.sample.max | CONNTRACK | conn_track | net/sample/core.c",
    "net.sample.more.events | CONNTRACK_EVENTS | conn_track | net/sample/events.c",
    "vm.swappiness | - |  | mm/memory.c",
  ]);
});

test("rows have the columns of gates.tsv", () => {
  const [head] = catalogueFile("builds/gates.tsv").split("\n");
  expect(COLUMNS.join("\t")).toBe(head);
  expect(rowsOf(read.gates, tree.version)).toContainEqual([
    ...["kernel.always", "6.1", "-", "", "", ""],
    ...["kernel/base.c", "read"],
  ]);
});

test("what cannot be decided is listed with file and line", () => {
  expect(undecidedLines(read.undecided)).toEqual([
    "drivers/dyn/names.c:12: name_table[0].procname = port->name",
    'drivers/dyn/names.c:14: register_sysctl("dev/names", table)',
    "drivers/dyn/tables.c:16: register_sysctl(path, unknown_table)",
    "drivers/dyn/tables.c:4: DYN_ENTRY(chosen)",
    "drivers/dyn/tables.c:9: table lost_table: no call that registers it was found",
    'fs/orphan.c:2: fs.orphan requires "no Makefile builds fs/orphan.c"',
    'kernel/base.c:39: kernel.by_number requires "MAX_ORDER > 10"',
  ]);
});

/** Compares the tree with a table of rows `key, versions, gate, module, only, source`. */
function compareWith(rows: readonly (readonly string[])[], version: string) {
  const lines = rows.map(([key, versions, gate, module, only, source]) =>
    [key, versions, gate, module, only, "", source, "read"].join("\t"),
  );
  return compareGates(
    read,
    parseTsv([COLUMNS.join("\t"), ...lines].join("\n")),
    version,
  );
}

test("a comparison shows new keys, gone keys and other gates", () => {
  const differences = compareWith(
    [
      // The same in other words: CONNTRACK requires FILTER.
      ["net.sample.max", "5.10-7.2", "FILTER && CONNTRACK", "conn_track"],
      ["net.sample.count", "5.10-7.2", "CONNTRACK", "other"],
      ["kernel.elif", "6.1", "(SMP || AGING) && !FILTER=y", ""],
      ["kernel.with_smp", "5.10-7.2", "AGING", ""],
      ["kernel.without_smp", "6.12-7.2", "AGING", ""],
      ["kernel.lost", "5.10-7.2", "-", "", "", "kernel/lost.c"],
      ["dev.names.lp0", "6.1", "-", "", "", "drivers/dyn/names.c"],
      ["kernel.vendors", "6.1", "-", "", "ubuntu", "seen"],
    ],
    "6.1",
  );
  expect(differences.same).toBe(2);
  expect(differences.changed.map(({ gate }) => gate.key)).toEqual([
    "net.sample.count",
    "kernel.with_smp",
  ]);
  expect(differences.added).toHaveLength(read.gates.length - 4);
  const report = reportOf(
    differences,
    read.undecided,
    tree.release,
    (key) => key !== "kernel.always",
  );
  expect(report).toBe(
    `Linux 6.1.7, compared with the rows of 6.1:
  2 rows are as read, 2 have another gate, 1 keys are gone, 1 are new
  not compared: 1 keys of undecided files, 1 of vendors' patches, 22 that elsewhere.yaml has

other gate:
  net.sample.count: CONNTRACK, module other is CONNTRACK, module conn_track (net/sample/core.c)
  kernel.with_smp: AGING is SMP (kernel/base.c)

new key:
  kernel.always: - (kernel/base.c)

gone key:
  kernel.lost (kernel/lost.c)

undecided, to be read by a person:
  drivers/dyn/names.c:12: name_table[0].procname = port->name; the table has dev.names.lp0
  drivers/dyn/names.c:14: register_sysctl("dev/names", table); the table has dev.names.lp0
  drivers/dyn/tables.c:16: register_sysctl(path, unknown_table)
  drivers/dyn/tables.c:4: DYN_ENTRY(chosen)
  drivers/dyn/tables.c:9: table lost_table: no call that registers it was found
  fs/orphan.c:2: fs.orphan requires "no Makefile builds fs/orphan.c"
  kernel/base.c:39: kernel.by_number requires "MAX_ORDER > 10"
`,
  );
});

test("a source that is newer than the table is compared with its newest rows", () => {
  const { against, same } = compareWith(
    [
      ["kernel.always", "5.10-6.12", "AGING", ""],
      ["kernel.always", "7.2", "-", ""],
    ],
    "7.10",
  );
  expect([against, same]).toEqual(["7.2", 1]);
});

test("what is not a kernel source is one message and exit code 2", () => {
  const folder = mkdtempSync(join(tmpdir(), "tunegen-gates-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const broken = join(folder, "linux.tar.xz");
  writeFileSync(broken, "no archive");
  const messages = [[], [folder], [`${folder}/none`], [broken]].map((given) => {
    const { status, stderr } = run(process.execPath, [script, ...given]);
    expect(status).toBe(2);
    return stderr.replaceAll(folder, "DIR").trimEnd();
  });
  expect(messages.slice(0, 3)).toEqual([
    "usage: npm run gates -- SOURCE [--compare]",
    "DIR is not a kernel source: it needs a Makefile with VERSION and PATCHLEVEL, and a folder kernel",
    "DIR/none does not exist",
  ]);
  expect(messages[3]).toMatch(
    /^DIR\/linux\.tar\.xz cannot be unpacked: [^\n]+$/u,
  );
});
