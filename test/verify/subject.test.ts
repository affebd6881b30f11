import { expect, test } from "vitest";
import type { Plan } from "../../src/plan/types.js";
import { subjectOf } from "../../src/verify/subject.js";
import { planOf } from "../support/compile.js";

const fleet: Plan = planOf(`version: 1
node: { os: linux }
roles: { web: {}, db: {} }
hosts: { web1: { role: web }, db1: { role: db } }
`);

test.each([
  ["the role of the command line", { role: "web" }, ["other"], "web"],
  [
    "the host of that role that the values name",
    { role: "web" },
    ["web1"],
    "web1",
  ],
  ["not a host of another role", { role: "web" }, ["db1"], "web"],
  [
    "the host that the values name, with a domain",
    {},
    ["web1.example.org"],
    "web1",
  ],
  ["the host that the file is named after", {}, ["localhost", "db1"], "db1"],
])("values belong to %s", (_, wanted, names, name) => {
  expect(subjectOf(fleet, wanted, names)).toMatchObject({ name });
});

test.each([
  [{ role: "wen" }, [], "the spec has no role `wen`", "did you mean `web`?"],
  [
    { host: "x" },
    [],
    "the spec has no host `x`",
    "write one of these: web1, db1",
  ],
  [
    { pod: "nginx" },
    [],
    "the spec has no workload `nginx`",
    "the spec has no workloads",
  ],
  [
    {},
    ["x"],
    "the spec has no host `x`",
    "name its role or host: --role web, --role db, --host web1",
  ],
])("%j of %j is unknown", (wanted, names, message, help) => {
  expect(subjectOf(fleet, wanted, names)).toMatchObject({ message, help });
});
