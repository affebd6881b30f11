import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import * as z from "zod/mini";
import { compareListing } from "../../catalogue/compare/compare.js";
import { readListing } from "../../src/import/sysctl-a/read-listing.js";
import { compareReport } from "../../catalogue/compare/report.js";

const realNodes = z.array(
  z.object({
    source: z.string(),
    facts: z.record(z.string(), z.unknown()),
    values: z.string(),
  }),
);

const nodes = realNodes.parse(
  parse(readFileSync(new URL("real-nodes.yaml", import.meta.url), "utf8")),
);

describe("what real nodes have is what their facts tell", () => {
  test.each(nodes)("$source", ({ facts, values }) => {
    const compared = compareListing(values, stringify(facts));
    expect(compared.length).toBeGreaterThan(20);
    expect(compared.filter(({ verdict }) => verdict !== "predicted")).toEqual(
      [],
    );
  });
});

const facts = 'os: talos\nosVersion: "1.13"\ndistribution: talos\n';
const verdicts = (line: string, of = facts): readonly (readonly string[])[] =>
  compareListing(line, of).map(({ id, verdict, expected }) => [
    id,
    verdict,
    expected,
  ]);

describe("a listing is compared with what is expected", () => {
  test.each([
    ["kernel.pid_max = 262144", "predicted", "262144 (Talos)"],
    ["net.core.somaxconn = 4096", "predicted", "4096"],
    ["net.core.somaxconn = 128", "wrong", "4096"],
    ["kernel.nmi_watchdog = 1", "wrong", "the kernel does not have the key"],
    ["fs.aio-nr = 17", "state", ""],
    ["net.homa.verbose = 0", "unknown", ""],
  ])("%s: %s", (line, verdict, expected) => {
    const [id = ""] = line.split(" ");
    expect(verdicts(line)).toEqual([[id, verdict, expected]]);
  });

  test("a key that somebody writes names them", () => {
    const [found] = verdicts(
      "net.netfilter.nf_conntrack_max = 393216",
      'os: linux\ndistro: debian-12\ndistribution: k3s\nkubernetes: "1.34"\ncpus: 12\n',
    );
    expect(found?.[1]).toBe("writer");
    expect(found?.[2]).toContain("K3s");
  });

  test("interfaces are left out", () => {
    expect(
      verdicts("net.ipv4.conf.eth0.rp_filter = 1\nkernel.pid_max = 262144"),
    ).toHaveLength(1);
  });

  test("facts that no spec could have are refused", () => {
    expect(() => verdicts("kernel.pid_max = 1", "os: plan9\n")).toThrow(
      "plan9",
    );
  });

  test("the report has a line for each key that is not as predicted, and counts", () => {
    const listing = "net.core.somaxconn = 128\nkernel.pid_max = 262144\n";
    expect(compareReport(listing, facts, false)).toBe(
      [
        "wrong\tnet.core.somaxconn\t128\t4096",
        "1 as predicted (50.0 %)",
        "0 set by a named writer (0.0 %)",
        "0 unknown (0.0 %)",
        "1 wrong (50.0 %)",
        "0 state, without a default",
        "",
      ].join("\n"),
    );
  });
});

test("a listing is read with its errors and repeated lines", () => {
  expect(
    readListing(
      [
        "  net.ipv4.tcp_rmem = 4096\t131072\t6291456",
        "sysctl: permission denied on key 'vm.stat_refresh'",
        "dev.cdrom.info = CD-ROM information",
        "dev.cdrom.info = drive name: sr0",
        "net.ipv4.conf.eth0/100.rp_filter = 1",
        "kernel.hotplug =",
      ].join("\n"),
    ).map(({ key, value }) => [key.id, value]),
  ).toEqual([
    ["net.ipv4.tcp_rmem", "4096 131072 6291456"],
    ["dev.cdrom.info", "CD-ROM information"],
    ["net.ipv4.conf.eth0/100.rp_filter", "1"],
    ["kernel.hotplug", ""],
  ]);
});
