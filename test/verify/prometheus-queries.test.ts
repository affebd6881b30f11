import { expect, test } from "vitest";
import {
  keysOf,
  targetsQuery,
  valuesQueries,
} from "../../src/verify/prometheus/queries.js";
import { targetGroups } from "../../src/verify/prometheus/targets.js";
import { planOf } from "../support/compile.js";

const spec = `version: 1
node: { os: linux }
roles:
  web:
    sysctl:
      vm.swappiness: 1
      net.ipv4.tcp_rmem: [4096, 131072, 16MiB]
      kernel.sem: [32000, 1024000000, 500, 32000]
      net.ipv4.conf.*.rp_filter: 2
  db: {}
hosts:
  web1: { role: web }
  web2: { role: web, sysctl: { vm.swappiness: 2 } }
`;

const TARGETS =
  '__name__=~"up|node_uname_info|node_exporter_build_info|node_scrape_collector_success",collector=~"|sysctl"';

test.each([
  [
    "a spec without monitoring",
    "",
    undefined,
    [
      `{${TARGETS},tuning_role=~"web|db",tuning_host!="web2"}`,
      `{${TARGETS},tuning_host="web2"}`,
    ],
  ],
  ["one role", "", "db", [`{${TARGETS},tuning_role="db"}`]],
  [
    "other labels, and matchers for a role and for a host that is like its role",
    "monitoring: { roleLabel: role, roles: { db: { job: pg } }, hosts: { web1: { instance: a.*, job: node } } }",
    undefined,
    [
      `({${TARGETS},role="web",tuning_host!="web2"} unless {${TARGETS},instance=~"a.*",job="node"})`,
      `{${TARGETS},instance=~"a.*",job="node"}`,
      `{${TARGETS},tuning_host="web2"}`,
      `{${TARGETS},job="pg"}`,
    ],
  ],
])("the targets of %s", (_, monitoring, role, queries) => {
  const groups = targetGroups(planOf(spec + monitoring), role);
  expect(groups.map(targetsQuery).sort()).toEqual([...queries].sort());
});

test("a target belongs to the node that its label names", () => {
  const [roles, hosts] = targetGroups(planOf(spec), undefined);
  const nodeOf = (label: string, name: string): unknown[] =>
    [roles, hosts].map(
      (group) => group?.nodeOf(new Map([[label, name]]))?.name,
    );
  expect(nodeOf("tuning_role", "db")).toEqual(["db", undefined]);
  expect(nodeOf("tuning_host", "web2")).toEqual([undefined, "web2"]);
});

test("values are asked for in parts, by every metric that a key may have, without patterns", () => {
  const plan = planOf(spec);
  const [group] = targetGroups(plan, "web");
  if (group === undefined) throw new Error("no group");
  const keys = keysOf(plan.nodes);
  expect(keys.map(({ id }) => id).sort()).toEqual([
    "kernel.sem",
    "net.ipv4.tcp_rmem",
    "vm.swappiness",
  ]);
  expect(valuesQueries(group, keys, 2).map(({ ids }) => ids.length)).toEqual([
    2, 1,
  ]);
  const [sem] = valuesQueries(
    group,
    keys.filter(({ id }) => id === "kernel.sem"),
    1,
  );
  expect(sem?.text).toContain('name=~"|kernel\\\\.sem"');
  expect(sem?.text).toMatch(/node_sysctl_info\|node_sysctl_kernel_sem[|"]/u);
});
