import { expect, test } from "vitest";
import { factsById } from "../../src/catalogue/decode.js";
import { allKeys } from "../../src/catalogue/lookup.js";
import type { Release, Scope } from "../../src/catalogue/types.js";
import { measuredRows } from "./support.js";

const packages: Readonly<Record<string, string>> = {
  "5.10.0-46": "5.10",
  "6.1.0-56": "6.1",
  "6.12.107+deb13": "6.12",
  "6.16.12+deb13": "6.16",
  "6.17.13+deb13": "6.17",
  "6.18.15+deb13": "6.18",
  "7.2.12+deb13": "7.2",
};
const partly = new Set(["6.16", "6.17"]);
const scopes: Readonly<Record<string, Scope>> = {
  "node-only": "node",
  netns: "netns",
  "visible-readonly-global": "netns-readonly",
  "netns-WRITES-GLOBAL": "netns-global",
  "netns-readonly-info": "read-only",
  ipcns: "ipc",
  utsns: "uts",
  pidns: "pid",
  userns: "user",
};
const rows = measuredRows();
const distribution = rows.filter(({ kernel = "" }) => kernel in packages);

function release({
  key = "",
  kernel = "",
  arch = "",
}: Readonly<Record<string, string>>): Release | undefined {
  return factsById(key)?.releases.find(
    (other) => other.kernel === packages[kernel] && other.arch === arch,
  );
}

function writableMode(mode = ""): boolean {
  return (Number.parseInt(mode, 8) & 0o222) !== 0;
}

test("every measured key is known, and no other", () => {
  const measured = [...new Set(rows.map(({ key = "" }) => key))].sort();
  expect(measured).toHaveLength(1161);
  expect(allKeys()).toEqual(measured);
  expect(allKeys().filter((id) => factsById(id)?.id !== id)).toEqual([]);
});

test("a key has a release for each kernel that it was seen on, oldest first", () => {
  expect(distribution.filter((row) => !release(row))).toEqual([]);
  const order = [...Object.values(packages)];
  for (const id of allKeys()) {
    const releases = factsById(id)?.releases ?? [];
    expect(releases.length, id).toBe(
      distribution.filter(({ key }) => key === id).length,
    );
    const at = releases.map(({ kernel }) => order.indexOf(kernel));
    expect(at, id).toEqual([...at].sort((a, b) => a - b));
  }
});

test("defaults are the measured ones, or left out with a note", () => {
  const wrong = distribution.filter((row) => {
    const measured = row["default"] ?? "";
    const told = release(row)?.default;
    const isUnreadable = measured.startsWith("!");
    const isNoted = factsById(row["key"] ?? "")?.defaultNote !== undefined;
    return told !== measured && !(told === "" && (isUnreadable || isNoted));
  });
  expect(wrong).toEqual([]);
});

test("a key is writable if its mode says so", () => {
  const wrong = distribution.filter(
    (row) => release(row)?.writable !== writableMode(row["mode"]),
  );
  // The hard lock-up detector needs hardware that the measuring machine lacked.
  expect([...new Set(wrong.map(({ key }) => key))]).toEqual([
    "kernel.nmi_watchdog",
  ]);
});

test("the scope is the measured class; what nobody can write is read-only", () => {
  const anyWritable = new Set(
    rows.filter(({ mode }) => writableMode(mode)).map(({ key }) => key),
  );
  anyWritable.add("kernel.nmi_watchdog");
  const wrong = distribution
    .filter(({ kernel = "" }) => !partly.has(packages[kernel] ?? ""))
    .filter((row) => {
      const measured = scopes[row["class"] ?? ""];
      return (
        release(row)?.scope !==
        (anyWritable.has(row["key"]) ? measured : "read-only")
      );
    });
  expect(wrong).toEqual([]);
});

test.each([
  ["net.core.somaxconn", "6.16", "netns"],
  ["net.core.rmem_max", "6.1", "node"],
  ["net.core.rmem_max", "6.16", "netns-readonly"],
  // Not written back on 6.16 and 6.17, so that they look read-only there.
  ["net.netfilter.nf_log.2", "6.16", "netns"],
  ["net.ipv4.tcp_fastopen_key", "6.17", "netns"],
  // Not measured there: 6.12 speaks.
  ["kernel.sem", "6.16", "ipc"],
  ["kernel.pid_max", "6.17", "node"],
  ["kernel.pid_max", "6.18", "pid"],
  ["vm.memfd_noexec", "6.12", "pid"],
  ["user.max_user_namespaces", "6.12", "user"],
  ["kernel.hostname", "6.12", "uts"],
  ["net.netfilter.nf_hooks_lwtunnel", "6.12", "netns-global"],
  ["net.netfilter.nf_conntrack_count", "6.12", "read-only"],
] as const)("%s on %s is %s", (id, kernel, scope) => {
  expect(
    factsById(id)?.releases.find((other) => other.kernel === kernel)?.scope,
  ).toBe(scope);
});

test.each([
  ["net.ipv4.conf.all.rp_filter", true],
  ["net.ipv4.tcp_rmem", true],
  ["net.ipv4.tcp_congestion_control", true],
  ["net.core.somaxconn", false],
  ["net.ipv6.conf.all.forwarding", false],
  ["net.netfilter.nf_conntrack_tcp_timeout_time_wait", false],
  // One value for all, and keys without a namespace: the question does not arise.
  ["net.core.rmem_max", undefined],
  ["vm.swappiness", undefined],
  // A new namespace's interfaces begin with its own `default`.
  ["net.ipv4.conf.lo.rp_filter", undefined],
])("a new network namespace inherits %s: %s", (id, inherited) => {
  const releases = factsById(id)?.releases ?? [];
  expect(new Set(releases.map((other) => other.inherited))).toEqual(
    new Set([inherited]),
  );
});

test.each([
  ["net.netfilter.nf_conntrack_max", "nf_conntrack"],
  ["net.bridge.bridge-nf-call-iptables", "br_netfilter"],
  ["net.ipv4.vs.conntrack", "ip_vs"],
  ["net.ipv4.tcp_rmem", undefined],
])("%s needs the module %s", (id, module) => {
  expect(factsById(id)?.module).toBe(module);
});
