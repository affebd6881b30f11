import { describe, expect, test } from "vitest";
import { type Kind, nodeKindNames } from "../../src/settings/registry.js";
import { proxyFields } from "../../src/platform/component/proxy-fields.js";
import { emitAll, targets } from "../../src/targets/emit.js";
import { openMarks } from "../../src/targets/setting-lines.js";
import { planOf } from "../support/compile.js";

const plan = planOf(`version: 1
profiles:
  all:
    sysctl:
      net.core.somaxconn: 8192 # Bursts
      net.ipv4.conf.eth0/100.rp_filter: 2 # Replies take another way
      net.netfilter.nf_conntrack_max: 262144 # Many connections
      kernel.core_pattern: "|/bin/cat \${HOME} '' %p" # Looks like Nix
    modules: { tcp_bbr: { parameters: { a: 1 } } } # Congestion control
    allowedUnsafeSysctls: [net.core.optmem_max, kernel.msg*]
    sysfs: { kernel/mm/transparent_hugepage/enabled: madvise } # Latency
    kernelArgs: { quiet: true, console: [tty0, ttyS0] } # Less on the console
    hugepages: { 2M: 8 } # A pool
  limits:
    limits: { nofile: 65536, memlock: unlimited, services: [containerd, k3s] } # Many files
roles:
  nixos:
    node: { os: nixos, distribution: k3s }
    profiles: [all, limits]
    interrupts: { interfaces: [eth0], rps: all, affinity: spread, rfs: 32768 } # One queue
  flags: { node: { os: nixos, distribution: k3s }, profiles: [all] }
  old-talos:
    node: { os: talos, osVersion: "1.11", cpus: 2 }
    profiles: [all]
    interrupts: { interfaces: [eth0], rps: all } # One queue
  new-talos:
    node: { os: talos, osVersion: "1.14", cpus: 2 }
    profiles: [all]
    interrupts: { interfaces: [eth0], rps: all } # One queue
  rke2:
    node: { os: linux, distribution: rke2 }
    profiles: [all, limits]
    interrupts: { interfaces: [eth0], rps: all, affinity: spread, rfs: 32768 } # One queue
  kubeadm: { node: { os: linux, distribution: kubeadm }, profiles: [all, limits] }
workloads:
  web: { sysctl: { net.ipv4.tcp_keepalive_time: 60 } } # Fail fast
mounts:
  share: { persistentVolumes: [a], list: append, options: [soft, retrans=5] } # May vanish
`);
const files = emitAll(plan);

/** What a line of a setting may spell it as, other than its id. */
const spellings: Readonly<
  Partial<
    Record<
      Kind,
      (id: string, field: string | undefined) => readonly (string | RegExp)[]
    >
  >
> = {
  sysctl: (id) => [
    id,
    id.replaceAll(/[./]/gu, (sign) => (sign === "." ? "/" : ".")),
  ],
  kubeProxy: (id) => [
    id,
    ...Object.entries(proxyFields)
      .filter(([field]) => field === id)
      .map(([, { flag }]) => flag),
  ],
  limit: (id) => [id, `Limit${id.toUpperCase()}`],
  limitService: () => [/systemd\.services|^Limit/u],
  sysfs: (id) => [id, id.replaceAll("/", ".")],
  // The number of pages follows its size, in a list of one word a line on a line of its own.
  kernelArgument: (id) => [id, ...(id.includes("=") ? ["hugepages="] : [])],
  hugepages: (id) => [id, "hugepages="],
  interrupts: (_, field) => [`${field ?? ""}=`, `${field ?? ""}_cpus`],
};

describe.each(files)("$path", ({ text, settingLines }) => {
  test("each line holds what it is said to", () => {
    const lines = text.split("\n");
    for (const { kind, id, field, line } of settingLines()) {
      const written = lines[line - 1]?.trim() ?? "";
      expect(
        (spellings[kind]?.(id, field) ?? [id]).some((spelling) =>
          typeof spelling === "string"
            ? written.includes(spelling)
            : spelling.test(written),
        ),
        `${kind} ${id}: ${written}`,
      ).toBe(true);
      expect(written).not.toMatch(/^#/u);
    }
  });

  test("no mark is left", () => {
    expect(text).not.toMatch(/\p{Noncharacter_Code_Point}/u);
  });
});

const written = targets.flatMap((target) =>
  plan.nodes
    .filter(({ platform }) => target.writesFor(platform))
    .map((node) => ({ target, node, at: `${target.name} ${node.name}` })),
);

test.each(written)(
  "$at: all that is handled has a line",
  ({ target, node }) => {
    const own = files.filter(
      (file) =>
        file.target === target.name &&
        file.nodes.some(({ name }) => name === node.name),
    );
    for (const kind of nodeKindNames) {
      if (target.handles[kind] !== true) continue;
      for (const { id, fields } of node.settings[kind]) {
        const told = own.flatMap(({ settingLines }) =>
          settingLines().filter((each) => each.kind === kind && each.id === id),
        );
        expect(told, `${kind} ${id}`).not.toEqual([]);
        if (kind !== "interrupts") continue;
        const names = (fields ?? []).map(({ name }) => name);
        expect([...new Set(told.map(({ field }) => field))].sort()).toEqual(
          names.filter((name) => name !== "interfaces").sort(),
        );
      }
    }
  },
);

test("pods and mounts have lines, too", () => {
  const all = files.flatMap(({ settingLines }) => settingLines());
  const ids = (kind: Kind) => [
    ...new Set(all.filter((each) => each.kind === kind).map(({ id }) => id)),
  ];
  expect(ids("podSysctl")).toEqual(["net.ipv4.tcp_keepalive_time"]);
  expect(ids("mountOption")).toEqual(["soft", "retrans"]);
});

test("marks are counted by line, several to a line", () => {
  const { mark, settingsIn } = openMarks();
  const one = mark("sysctl", "a");
  const two = mark("module", "b");
  const text = `x\n ${one}${two}y\n\n${one}`;
  expect(settingsIn(text)).toEqual([
    { kind: "sysctl", id: "a", line: 2 },
    { kind: "module", id: "b", line: 2 },
    { kind: "sysctl", id: "a", line: 4 },
  ]);
  expect(settingsIn("plain\n")).toEqual([]);
});
