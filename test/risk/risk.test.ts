import { expect, test } from "vitest";
import { findKey } from "../../src/catalogue/lookup.js";
import { isKey, keyOf, parseKey } from "../../src/core/key.js";
import { machineOf } from "../../src/plan/machine.js";
import type { StatedFacts } from "../../src/platform/facts.js";
import { ciliumRisk } from "../../src/risk/cilium.js";
import { riskClasses } from "../../src/risk/classes.js";
import { otherKeys } from "../../src/risk/keys/others.js";
import { socketKeys } from "../../src/risk/keys/sockets.js";
import { type SettingChange, settingRisk } from "../../src/risk/of-setting.js";
import { ciliumPaths } from "../../src/platform/component/cilium-maps.js";
import { type NodeKind, nodeKindNames } from "../../src/settings/registry.js";

/** The default of the kernel. */
const standard = { words: "0", by: undefined, certain: "0" };

function riskOf(
  kind: NodeKind,
  change: Partial<SettingChange> & { readonly id: string },
  facts: StatedFacts = { os: "linux" },
) {
  return settingRisk(
    kind,
    { before: "1", after: "2", standard, services: [], ...change },
    machineOf(facts),
  );
}

test.each([
  ["vm.swappiness", "live"],
  ["net.core.somaxconn", "new-connections"],
  ["net.ipv4.tcp_rmem", "new-connections"],
  ["net.ipv4.ip_local_port_range", "live"],
  ["net.core.default_qdisc", "new-interfaces"],
  ["net.ipv4.conf.default.rp_filter", "new-interfaces"],
  ["net.ipv6.conf.default.accept_ra", "new-interfaces"],
  ["net.ipv4.conf.all.rp_filter", "live"],
  ["net.ipv4.conf.eth0.rp_filter", "live"],
  ["net.ipv4.neigh.default.gc_thresh3", "live"],
  ["net.core.bpf_jit_harden", "restart"],
  ["net.ipv4.tcp_child_ehash_entries", "new-pods"],
  ["kernel.randomize_va_space", "new-processes"],
  ["kernel.kexec_load_limit_panic", "irreversible"],
  ["vm.drop_caches", "live"],
])("a write of %s: %s", (id, risk) => {
  expect(riskOf("sysctl", { id }).risk).toBe(risk);
});

test("keys that only go one way", () => {
  const id = "kernel.modules_disabled";
  expect(riskOf("sysctl", { id, before: "0", after: "1" })).toEqual({
    risk: "irreversible",
    note: "No write changes 1 back.",
    source: "kernel/sysctl.c",
  });
  // Back again only a reboot helps, and so it does where the line is removed, on Talos, too.
  expect(riskOf("sysctl", { id, before: "1", after: "0" }).risk).toBe("reboot");
  expect(
    riskOf("sysctl", { id, before: "1", after: undefined }, { os: "talos" })
      .risk,
  ).toBe("reboot");
});

test("a removed sysctl stays, but on Talos", () => {
  const change = { id: "vm.swappiness", after: undefined };
  for (const os of ["linux", "nixos"] as const)
    expect(riskOf("sysctl", change, { os })).toMatchObject({
      risk: "reboot",
      note: "Removing a line restores nothing: running nodes keep 1; to return to 0 at once, write that value.",
    });
  expect(riskOf("sysctl", change, { os: "talos" })).toMatchObject({
    risk: "live",
    note: "Talos restores what the node had before its first write.",
  });
});

test("removing a line whose value is the default changes nothing", () => {
  const change = {
    id: "vm.max_map_count",
    before: "1048576",
    after: undefined,
  };
  const own = { words: "1048576", by: "Debian", certain: "1048576" };
  for (const os of ["linux", "nixos", "talos"] as const)
    expect(
      riskOf("sysctl", { ...change, standard: own }, { os }),
    ).toMatchObject({
      risk: "no-node",
      note: "Nodes keep 1048576, which Debian sets.",
    });
  const ofKernel = { ...own, by: undefined };
  expect(riskOf("sysctl", { ...change, standard: ofKernel })).toMatchObject({
    risk: "no-node",
    note: "Nodes keep 1048576, which is the default.",
  });
  // Where the default is not certain, the node may keep another value.
  const open = { ...own, certain: undefined };
  expect(riskOf("sysctl", { ...change, standard: open }).risk).toBe("reboot");
});

test("the value to return to names who sets it", () => {
  const change = { id: "vm.max_map_count", before: "65530", after: undefined };
  const own = { words: "1048576", by: "Debian", certain: "1048576" };
  expect(riskOf("sysctl", { ...change, standard: own }).note).toContain(
    "to return to Debian's 1048576 at once, write that value",
  );
});

const platforms: readonly StatedFacts[] = [
  {},
  { os: "linux", distribution: "kubeadm" },
  { os: "linux", distribution: "rke2" },
  { os: "linux", distribution: "eks" },
  { os: "linux", distribution: "aks" },
  { os: "linux", distribution: "gardener" },
  { os: "linux", distribution: "kubespray" },
  { os: "linux", distro: "bottlerocket" },
  { os: "nixos", distribution: "k3s" },
  { os: "talos", osVersion: "1.11" },
  { os: "talos", osVersion: "1.14" },
];

test("every kind of setting has a class with a source on every platform", () => {
  for (const facts of platforms)
    for (const kind of nodeKindNames)
      for (const values of [{}, { before: undefined }, { after: undefined }]) {
        const { risk, source } = riskOf(kind, { id: "a.b", ...values }, facts);
        expect(Object.keys(riskClasses)).toContain(risk);
        expect(source).not.toBe("");
      }
});

test("what kinds of settings cost on platforms", () => {
  const table = platforms
    .slice(1)
    .map((facts) => [
      [facts.distribution ?? facts.distro ?? facts.os, facts.osVersion]
        .filter((word) => word !== undefined)
        .join(" "),
      ...(["allowance", "limit", "kernelArgument"] as const).map(
        (kind) => riskOf(kind, { id: "a" }, facts).risk,
      ),
    ]);
  expect(table).toEqual([
    ["kubeadm", "restart", "new-processes", "reboot"],
    ["rke2", "restart", "new-processes", "reboot"],
    ["eks", "replacement", "replacement", "reboot"],
    ["aks", "replacement", "new-processes", "replacement"],
    ["gardener", "restart", "new-processes", "replacement"],
    ["kubespray", "restart", "new-processes", "reboot"],
    ["bottlerocket", "restart", "new-pods", "reboot"],
    ["k3s", "restart", "new-processes", "reboot"],
    ["talos 1.11", "restart", "reboot", "reboot"],
    ["talos 1.14", "restart", "new-pods", "reboot"],
  ]);
});

test("a service has its new limits when it restarts", () => {
  expect(riskOf("limit", { id: "nofile", services: ["containerd"] })).toEqual({
    risk: "restart",
    note: "Login sessions that start later have it, and containerd when it restarts.",
    source: "systemd, systemd.exec(5): limits are set when a service starts",
  });
});

test("every map that Cilium sizes says what is lost", () => {
  for (const path of ciliumPaths()) {
    const { risk, note, source } = ciliumRisk(path);
    expect(risk).toBe("restart");
    expect(note).toMatch(/^The Cilium agents restart/u);
    if (path[0] === "bpf") expect(source).toContain("OpenOrCreate()");
  }
});

test("the tables name keys of the catalogue, each once, with a source", () => {
  const all = [...socketKeys, ...otherKeys];
  const ids = all.flatMap(({ keys }) => keys);
  expect(ids).toEqual([...new Set(ids)]);
  for (const { source } of all) expect(source).toMatch(/\.[ch]\b/u);
  const unknown = ids.filter((id) => {
    const key = parseKey(id);
    return findKey(isKey(key) ? key : keyOf([id])) === undefined;
  });
  expect(unknown).toEqual([]);
});
