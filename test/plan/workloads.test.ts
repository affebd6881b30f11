import { expect, test } from "vitest";
import { valueText } from "../../src/settings/sysctl/value.js";
import { planOf } from "../support/compile.js";

test("a workload of a spec without roles keeps its values", () => {
  const { workloads } = planOf(`version: 1
workloads:
  web:
    sysctl:
      net.ipv4.tcp_syncookies: 1
`);
  expect(
    workloads.map(({ sysctls }) =>
      sysctls.map(({ id, value }) => [id, valueText(value)]),
    ),
  ).toEqual([[["net.ipv4.tcp_syncookies", "1"]]]);
});
