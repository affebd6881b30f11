import { expect, test } from "vitest";
import { defaultFor } from "../../src/catalogue/defaults.js";
import { findKey } from "../../src/catalogue/lookup.js";
import { keyOf } from "../../src/core/key.js";

const node = {
  kernel: "6.12",
  arch: "amd64",
  cpus: 4,
  memory: 8n << 30n,
} as const;

test.each([
  "fs.aio-nr",
  "fs.file-nr",
  "fs.quota.lookups",
  "kernel.tainted",
  "kernel.osrelease",
  "kernel.random.boot_id",
  "kernel.seccomp.actions_avail",
  "net.ipv4.tcp_available_congestion_control",
  "net.ipv4.tcp_fastopen_key",
  "net.netfilter.nf_conntrack_count",
])("%s is a counter, state or a secret, and has no default", (id) => {
  const known = findKey(keyOf(id.split(".")));
  expect(known?.id).toBe(id);
  expect(known && defaultFor(known, node)).toBeUndefined();
});

test.each([
  ["kernel.ostype", "Linux"],
  ["kernel.cap_last_cap", "40"],
])("%s is read-only, and the same everywhere", (id, value) => {
  const known = findKey(keyOf(id.split(".")));
  expect(known && defaultFor(known, node)).toMatchObject({ value, sure: true });
});
