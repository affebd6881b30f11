import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { expect, test } from "vitest";
import { descriptionOf } from "../../src/catalogue/descriptions.js";
import { allKeys, findKey, findRemoved } from "../../src/catalogue/lookup.js";
import { catalogueFile, facts, key } from "./support.js";

const groups = parse(catalogueFile("known.yaml")) as readonly {
  readonly source: string;
  readonly keys: Readonly<
    Record<string, { readonly unit?: string; readonly summary: string }>
  >;
}[];
const known = groups.flatMap(({ source, keys }) =>
  Object.entries(keys).map(([id, entry]) => ({ id, source, ...entry })),
);
const wellKnown = readFileSync(
  new URL("well-known.txt", import.meta.url),
  "utf8",
)
  .trim()
  .split("\n");

test("every described key is in the catalogue, as it was described", () => {
  expect(known.length).toBeGreaterThanOrEqual(170);
  for (const { id, source, unit, summary } of known) {
    expect(facts(id).unit, id).toBe(unit);
    expect(descriptionOf(id), id).toEqual({ summary, source });
  }
});

test("every key that people know has a summary, and a unit if it is a number, or is known to be gone", () => {
  const wanting = wellKnown.filter((id) => {
    const found = findKey(key(id));
    if (!found) return findRemoved(id) === undefined;
    const isNumber =
      found.kind.type === "integer" || found.kind.type === "vector";
    return (
      descriptionOf(id) === undefined || (isNumber && found.unit === undefined)
    );
  });
  expect(wanting).toEqual([]);
});

test("every number that is described has a unit, and no text has one", () => {
  const wrong = known.filter(({ id, unit }) => {
    const { kind } = facts(id);
    if (kind.type === "list")
      return (kind.of === "ports") !== (unit === "port");
    return (kind.type === "string") === (unit !== undefined);
  });
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

test("names that say their unit have it", () => {
  const suffixes = {
    _ms: "milliseconds",
    _ns: "nanoseconds",
    _us: "microseconds",
    _kbytes: "kibibytes",
    _secs: "seconds",
    _centisecs: "centiseconds",
  };
  for (const [suffix, unit] of Object.entries(suffixes)) {
    const named = allKeys()
      .map(facts)
      .filter(
        ({ id }) => id.endsWith(suffix) && descriptionOf(id) !== undefined,
      );
    expect(named.length, suffix).toBeGreaterThan(0);
    for (const found of named) expect(found.unit, found.id).toBe(unit);
  }
});

test.each([
  ["net.ipv4.tcp_mem", "pages"],
  ["net.ipv4.udp_mem", "pages"],
  ["net.ipv4.tcp_rmem", "bytes"],
  ["net.core.rmem_max", "bytes"],
  ["kernel.shmall", "pages"],
  ["kernel.shmmax", "bytes"],
  ["vm.min_free_kbytes", "kibibytes"],
  ["vm.dirty_expire_centisecs", "centiseconds"],
  ["vm.dirty_ratio", "percent"],
  ["vm.dirty_bytes", "bytes"],
  ["net.ipv4.tcp_keepalive_time", "seconds"],
  ["net.netfilter.nf_conntrack_udp_timeout_stream", "seconds"],
  ["net.ipv4.icmp_ratelimit", "milliseconds"],
  ["net.ipv4.tcp_invalid_ratelimit", "milliseconds"],
  ["net.core.netdev_budget_usecs", "microseconds"],
  ["net.core.busy_poll", "microseconds"],
  ["net.ipv4.neigh.default.gc_thresh3", "count"],
  ["net.ipv4.neigh.default.gc_stale_time", "seconds"],
  ["net.ipv4.neigh.default.retrans_time", "centiseconds"],
  ["net.ipv4.ip_local_port_range", "port"],
  ["net.ipv4.tcp_fastopen", "mask"],
  ["net.ipv4.conf.all.rp_filter", "choice"],
  ["net.ipv4.conf.all.send_redirects", "switch"],
])("%s counts %s", (id, unit) => {
  expect(facts(id).unit).toBe(unit);
});

test("what keeps seconds in jiffies is described in seconds", () => {
  const wrong = allKeys()
    .map(facts)
    .filter(
      ({ unit, releases }) =>
        unit !== undefined &&
        releases.some(({ ranges }) => ranges?.[0]?.max === 2147483n),
    )
    .filter(({ unit }) => unit !== "seconds");
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

test("a summary is one short line without a full stop, and says more than another's", () => {
  for (const { id, summary } of known) {
    expect(summary, id).toMatch(/^[A-Z].{3,91}$/u);
    expect(summary, id).not.toMatch(/\.$/u);
  }
});

test("a key of an interface has the description of its family", () => {
  const described = descriptionOf("net.ipv4.conf.default.rp_filter");
  expect(described?.summary).toBeDefined();
  for (const device of ["all", "lo", "eth0"])
    expect(descriptionOf(`net.ipv4.conf.${device}.rp_filter`)).toEqual(
      described,
    );
  expect(descriptionOf("net.ipv4.nope")).toBeUndefined();
});
