import { expect, test } from "vitest";
import { compileSource } from "../../src/compile.js";
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

test("an error of a workload is told of the roles that it may run on, though others have the same facts", () => {
  const { errors } = compileSource(
    {
      name: "tuning.yaml",
      text: `version: 1
roles:
  web: { node: { os: linux, kernel: "6.12" }, sysctl: { kernel.panic: 1 } }
  data: { node: { os: linux, kernel: "6.12" }, sysctl: { kernel.panic: 1 } }
workloads:
  site: { roles: [web], sysctl: { net.ipv4.tcp_syncookies: 10GiB } }
`,
    },
    { readInclude: (name) => ({ name, text: "" }) },
  );
  expect(errors.map(({ code, reach }) => [code, reach?.nodes])).toMatchObject([
    ["wrong-unit", [{ kind: "role", name: "web" }]],
  ]);
});
