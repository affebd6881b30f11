import { expect, test } from "vitest";
import { emitAll } from "../../src/targets/emit.js";
import { ciliumOf, planOf } from "./plan.js";
import { onlyText, readYaml } from "./read.js";

const cilium = ciliumOf([
  {
    path: ["bpf", "ctTcpMax"],
    mapMaxPath: ["bpf", "mapMax", "ct", "tcp"],
    value: 524288,
  },
  {
    path: ["bpf", "natMax"],
    mapMaxPath: ["bpf", "mapMax", "nat"],
    value: 262144,
  },
  {
    path: ["bandwidthManager", "enabled"],
    mapMaxPath: undefined,
    value: true,
  },
]);

const mapMax = { ct: { tcp: 524288 }, nat: 262144 };
const chart = { ctTcpMax: 524288, natMax: 262144 };
const bandwidthManager = { enabled: true };

test.each<[readonly ("chart" | "mapMax")[], unknown]>([
  [["chart"], { bpf: chart, bandwidthManager }],
  [["mapMax"], { bpf: { mapMax }, bandwidthManager }],
  [["chart", "mapMax"], { bpf: { ...chart, mapMax }, bandwidthManager }],
])("keys %j", (keys, values) => {
  const plan = planOf([], { cilium, targets: { cilium: { keys } } });
  expect(readYaml(onlyText(plan, "cilium"), "1.1")).toEqual([values]);
});

test("numbers are not quoted: the chart's schema takes integers only", () => {
  const text = onlyText(planOf([], { cilium }), "cilium");
  expect(text).toMatch(/^ {2}ctTcpMax: 524288$/mu);
});

test("mapMax is said to be ignored by stock charts, and inline values to win", () => {
  const plan = planOf([], {
    cilium,
    targets: { cilium: { keys: ["mapMax"] } },
  });
  const text = onlyText(plan, "cilium").replaceAll(/\n *# /gu, " ");
  expect(text).toContain("Cilium's own charts accept mapMax and ignore it");
  expect(text).toContain("Inline values override valuesFrom");
});

test("without the section there is no file", () => {
  expect(emitAll(planOf([]), ["cilium"])).toEqual([]);
});
