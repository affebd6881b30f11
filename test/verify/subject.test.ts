import { hostname } from "node:os";
import { expect, test } from "vitest";
import { gatherNodes } from "../../src/cli/live/gather-nodes.js";
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
    "the spec has no workloads, and `--pod nginx` names one",
    "remove the option, or describe `nginx` under `workloads`",
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

test("a machine that is not in the spec", () => {
  expect(gatherNodes(fleet, {}, [], () => undefined)).toEqual({
    reason: "unnamed",
    message: `this machine, \`${hostname()}\`, is not a host of the spec`,
    help: "name its role or host: --role web, --role db, --host web1",
  });
});

test("a spec without hosts", () => {
  const roles = planOf("version: 1\nroles: { web: { node: { os: linux } } }\n");
  expect(subjectOf(roles, { host: "web1" }, [])).toMatchObject({
    message: "the spec has no hosts, and `--host web1` names one",
    help: "remove the option, or describe `web1` under `hosts`",
  });
});

test("a spec of nothing", () => {
  expect(subjectOf({ ...fleet, nodes: [] }, {}, ["web1"])).toMatchObject({
    message: "the spec has no host `web1`",
    help: "describe its role under `roles`",
  });
});
