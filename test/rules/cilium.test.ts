import { describe, expect, test } from "vitest";
import {
  dynamicMaps,
  dynamicSize,
} from "../../src/platform/component/cilium-maps.js";
import { compiled } from "../support/compile.js";
import { lineFindings } from "./line-findings.js";

const ours = new Set([
  "cilium-size-below-default",
  "cilium-size-fixed",
  "cilium-ratio-unused",
  "cilium-nat-cut",
  "cilium-nat-above-tracking",
  "cilium-keys-ignored",
  "cilium-without-nodes",
]);
const found = (text: string): readonly string[] =>
  lineFindings(text, (rule) => ours.has(rule));

/** `bpf` values from line 4 on, then what else there is. */
const bpf = (values: readonly string[], more = ""): string => `version: 1
cilium:
  bpf:
${values.map((value) => `    ${value}\n`).join("")}${more}`;

const nodes = (...memories: readonly (string | undefined)[]): string =>
  `roles:\n${memories
    .map(
      (memory, index) =>
        `  r${index}: { node: { os: linux, cni: cilium${memory === undefined ? "" : `, memory: ${memory}`} } }\n`,
    )
    .join("")}`;

describe("sizes beside the defaults, without the nodes' memory", () => {
  test.each([
    ["ctTcpMax", 524_287, "cilium-size-below-default"],
    ["ctTcpMax", 524_288, "cilium-size-fixed"],
    ["ctTcpMax", 524_289, undefined],
    ["ctAnyMax", 262_143, "cilium-size-below-default"],
    ["ctAnyMax", 262_144, "cilium-size-fixed"],
    ["ctAnyMax", 262_145, undefined],
    ["natMax", 262_144, "cilium-size-below-default"],
    ["natMax", 524_288, "cilium-size-fixed"],
    ["natMax", 524_289, undefined],
    ["neighMax", 65_536, "cilium-size-below-default"],
    ["policyMapMax", 1024, undefined],
    ["lbMapMax", 1024, undefined],
  ])("%s: %d", (name, size, rule) => {
    expect(found(bpf([`${name}: ${size}`]))).toEqual(
      rule === undefined ? [] : [`4:5 ${rule}`],
    );
  });

  test("the form of wrapper charts is the same, at its own line", () => {
    const text = `version: 1
cilium:
  bpf:
    mapMax:
      ct:
        tcp: 524288
        any: 262144
      nat: 262144
`;
    expect(found(text)).toEqual([
      "6:9 cilium-size-fixed",
      "7:9 cilium-size-fixed",
      "8:7 cilium-size-below-default",
    ]);
  });

  test("no finding for a section without sizes, nor for null", () => {
    expect(
      found(`version: 1\ncilium: { version: "1.18" }\n${nodes("4GiB")}`),
    ).toEqual([]);
    expect(found(bpf(["natMax: null"], nodes(undefined)))).toEqual([]);
    expect(found(bpf(["mapDynamicSizeRatio: 0.0025"]))).toEqual([]);
  });
});

describe("sizes beside what the agent computes", () => {
  test("4 GiB have the minimum, 64 GiB more than the static default", () => {
    const [tcp, any, nat, neigh] = dynamicMaps;
    if (!tcp || !any || !nat || !neigh) throw new Error("four maps");
    expect(dynamicSize(tcp, 4n << 30n, 0.0025)).toBe(131_072);
    expect(dynamicSize(any, 4n << 30n, 0.0025)).toBe(65_536);
    expect(dynamicSize(nat, 4n << 30n, 0.0025)).toBe(131_072);
    expect(dynamicSize(tcp, 64n << 30n, 0.0025)).toBe(602_802);
    expect(dynamicSize(neigh, 1n << 50n, 1)).toBe(16_777_216);
  });

  test("a size above it is an increase, though below the static default", () => {
    expect(found(bpf(["ctAnyMax: 200000"], nodes("4GiB")))).toEqual([]);
    expect(found(bpf(["ctAnyMax: 65535"], nodes("4GiB")))).toEqual([
      "4:5 cilium-size-below-default",
    ]);
  });

  test("a size below it on the largest node is a decrease, though above the static default", () => {
    expect(found(bpf(["ctTcpMax: 600000"], nodes("4GiB", "64GiB")))).toEqual([
      "4:5 cilium-size-below-default",
    ]);
    expect(
      compiled(bpf(["ctTcpMax: 600000"], nodes("64GiB"))).findings.find(
        ({ rule }) => rule === "cilium-size-below-default",
      )?.message,
    ).toBe(
      "`bpf.ctTcpMax` is 600,000 entries, below Cilium's default of 602,802 on a node with 64 GiB",
    );
  });

  test("one node of unknown memory makes the default unknown", () => {
    expect(found(bpf(["ctAnyMax: 200000"], nodes("4GiB", undefined)))).toEqual([
      "4:5 cilium-size-below-default",
    ]);
  });

  test("the ratio of the spec is used", () => {
    const values = ["mapDynamicSizeRatio: 0.02", "ctAnyMax: 200000"];
    expect(found(bpf(values, nodes("4GiB")))).toEqual([
      "4:5 cilium-ratio-unused",
    ]);
    expect(found(bpf(values, nodes("8GiB")))).toEqual([
      "4:5 cilium-ratio-unused",
      "5:5 cilium-size-below-default",
    ]);
  });
});

describe("nat above both connection-tracking maps", () => {
  const cut = ["4:5 cilium-nat-cut", "4:5 cilium-size-fixed"];

  test("524288 is reduced where the maps are sized by little memory", () => {
    expect(found(bpf(["natMax: 524288"], nodes("4GiB")))).toEqual(cut);
    expect(
      compiled(bpf(["natMax: 524288"], nodes("4GiB"))).findings.find(
        ({ rule }) => rule === "cilium-nat-cut",
      )?.message,
    ).toBe(
      "`bpf.natMax` is 524,288 entries, but Cilium reduces it to 131,072 on a node with 4 GiB",
    );
  });

  test("any other size stops the agent, from one entry too many on", () => {
    expect(found(bpf(["natMax: 196608"], nodes("4GiB")))).toEqual([]);
    expect(found(bpf(["natMax: 196609"], nodes("4GiB")))).toEqual([
      "4:5 cilium-nat-above-tracking",
    ]);
  });

  test("the smallest node decides; with unknown memory there is no finding", () => {
    expect(found(bpf(["natMax: 700000"], nodes("64GiB")))).toEqual([]);
    expect(found(bpf(["natMax: 700000"], nodes("64GiB", "4GiB")))).toEqual([
      "4:5 cilium-nat-above-tracking",
    ]);
    expect(found(bpf(["natMax: 700000"], nodes("64GiB", undefined)))).toEqual(
      [],
    );
    expect(found(bpf(["natMax: 700000"]))).toEqual([]);
  });

  test("a map with a fixed size is added to the computed one", () => {
    const values = ["natMax: 600000", "ctTcpMax: 600000"];
    expect(found(bpf(values, nodes("4GiB")))).toEqual([]);
  });
});

test("sizes only in the form of wrapper charts", () => {
  const targets = (keys: string): string =>
    `targets: { cilium: { keys: [${keys}] } }\n`;
  const values = ["policyMapMax: 32768"];
  expect(found(bpf(values, targets("mapMax")))).toEqual([
    "2:1 cilium-keys-ignored",
  ]);
  expect(found(bpf(values, targets("chart, mapMax")))).toEqual([]);
  expect(
    found(
      `version: 1\ncilium: { bandwidthManager: { enabled: true } }\n${targets("mapMax")}`,
    ),
  ).toEqual([]);
});

describe("a section that no role reads", () => {
  const role = (facts: string): string =>
    `version: 1\ncilium: { version: "1.18" }\nroles: { a: { node: ${facts} } }\n`;

  test("every role has another network, or runs no pods", () => {
    expect(found(role("{ cni: flannel }"))).toEqual([
      "2:1 cilium-without-nodes",
    ]);
    expect(found(role("{ distribution: none }"))).toEqual([
      "2:1 cilium-without-nodes",
    ]);
  });

  test("Cilium in any spelling, or a network that is not stated", () => {
    expect(found(role("{ cni: cilium }"))).toEqual([]);
    expect(found(role("{ cni: Cilium }"))).toEqual([]);
    expect(found(role("{ os: linux }"))).toEqual([]);
    expect(found('version: 1\ncilium: { version: "1.18" }\n')).toEqual([]);
  });
});
