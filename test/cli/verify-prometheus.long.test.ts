import { expect, test } from "vitest";
import { fakePrometheus, type Series } from "./fake-prometheus.js";
import { Workspace } from "./tunegen.js";

const spec = `version: 1
node: { os: linux, kernel: "6.12" }
roles:
  web:
    sysctl:
      net.core.somaxconn: 8192 # Many clients
      net.ipv4.tcp_rmem: [4096, 131072, 16MiB] # Long ways
      fs.file-max: 9223372036854775807 # As systemd has it
  db:
    sysctl: { vm.swappiness: 1 } # No swap
hosts:
  web1: { role: web }
  web2: { role: web, sysctl: { net.core.somaxconn: 4096 } } # Few clients
monitoring:
  roles: { db: { job: postgres } }
`;

const web: Series = { job: "node", tuning_role: "web" };

/** What node_exporter exports for a node of role web. */
function exported(
  instance: string,
  target: Series,
  { somaxconn = "8192", rmem = "16777216", release = "6.12.48" } = {},
): readonly Series[] {
  const at = { ...target, instance };
  return [
    { ...at, __name__: "up" },
    { ...at, __name__: "node_uname_info", nodename: instance, release },
    {
      ...at,
      __name__: "node_scrape_collector_success",
      collector: "sysctl",
    },
    {
      ...at,
      __name__: "node_sysctl_net_core_somaxconn",
      "value of series": somaxconn,
    },
    ...["4096", "131072", rmem].map((value, index) => ({
      ...at,
      __name__: "node_sysctl_net_ipv4_tcp_rmem",
      index: String(index),
      "value of series": value,
    })),
    {
      ...at,
      __name__: "node_sysctl_fs_file_max",
      "value of series": "9223372036854775807",
    },
  ];
}

const fleet = [
  ...exported("10.0.0.1:9100", { ...web, tuning_host: "web1" }),
  ...exported(
    "10.0.0.2:9100",
    { ...web, tuning_host: "web2" },
    { somaxconn: "4096" },
  ),
  {
    __name__: "up",
    job: "postgres",
    instance: "10.0.0.3:9187",
  },
  {
    __name__: "node_sysctl_vm_swappiness",
    job: "postgres",
    instance: "10.0.0.3:9187",
    "value of series": "1",
  },
];

function workspace(): Workspace {
  return new Workspace({ "tuning.yaml": spec });
}

test("a fleet that is as the spec says, found by labels, and by matchers of the spec", async () => {
  const { url, queries } = await fakePrometheus(fleet);
  const ended = await workspace().start([
    "verify",
    "--prometheus",
    `${url}/graph?dedup=true#x`,
    "--format",
    "json",
  ]);
  expect(ended).toMatchObject({ code: 0, err: "" });
  expect(JSON.parse(ended.out)).toMatchObject({
    ok: true,
    nodes: [
      { name: "web1", role: "web", source: "10.0.0.1:9100", kernel: "6.12.48" },
      { name: "web2", role: "web", source: "10.0.0.2:9100" },
      { name: "10.0.0.3:9187", role: "db" },
    ],
    total: { equal: 7 },
  });
  expect(queries[0]).toBe(
    String.raw`{__name__=~"up|node_uname_info|node_exporter_build_info|node_scrape_collector_success",collector=~"|sysctl",tuning_role="web",tuning_host!="web2"}`,
  );
  expect(queries).toHaveLength(6);
  expect(queries.join("\n")).not.toContain("hostname");
});

test("nodes with other values, without sysctls, down, twice, and none", async () => {
  const { url } = await fakePrometheus([
    ...exported(
      "10.0.0.1:9100",
      { ...web, tuning_host: "web1" },
      { rmem: "6291456", release: "5.15.0" },
    ),
    ...exported("10.0.0.9:9100", { ...web, tuning_host: "web1" }),
    {
      ...web,
      __name__: "up",
      instance: "10.0.0.4:9100",
      "value of series": "0",
    },
    {
      ...web,
      job: "kubelet",
      __name__: "up",
      instance: "10.0.0.4:10250",
      "value of series": "0",
    },
    { ...web, __name__: "node_uname_info", instance: "10.0.0.5:9100" },
    {
      ...web,
      __name__: "node_exporter_build_info",
      instance: "10.0.0.5:9100",
      version: "1.3.1",
    },
    {
      ...web,
      __name__: "node_scrape_collector_success",
      instance: "10.0.0.6:9100",
      collector: "sysctl",
      "value of series": "0",
    },
  ]);
  const { code, out, err } = await workspace().start([
    "verify",
    "--prometheus",
    url,
  ]);
  expect(code).toBe(1);
  expect(err).toBe(
    `error: \`web1\` is the name of 2 targets: 10.0.0.1:9100 and 10.0.0.9:9100 [ambiguous-target]
  help: correct the labels of the targets, or narrow \`roles\` and \`hosts\` of \`monitoring\`, for example with \`job\`

error: 1 target of role \`web\` could not be scraped: 10.0.0.4:9100 [no-metrics]
  help: start node_exporter there, or remove the target if the node is gone

error: Prometheus has no metrics of role \`db\` [no-metrics]
  help: no target of node_exporter has the labels that \`monitoring\` names: job="postgres"
`,
  );
  expect(out)
    .toBe(`net.ipv4.tcp_rmem: 4096 131072 16777216 in the spec, and not on 3 of 4 nodes
  4096 131072 6291456 on web1
  not exported on 10.0.0.5:9100
  not readable on 10.0.0.6:9100
      the sysctl collector of node_exporter failed

net.core.somaxconn: 8192 in the spec, and not on 2 of 4 nodes
  not exported on 10.0.0.5:9100
  not readable on 10.0.0.6:9100
      the sysctl collector of node_exporter failed

fs.file-max: 9223372036854775807 in the spec, and not on 2 of 4 nodes
  not exported on 10.0.0.5:9100
  not readable on 10.0.0.6:9100
      the sysctl collector of node_exporter failed

Nodes
  web1: 1 setting
  10.0.0.5:9100: 3 settings
  10.0.0.6:9100: 3 settings

note: the node runs Linux 5.15.0, and the spec states 6.12: keys, defaults and ranges may be others (web1)

note: node_exporter 1.3.1 cannot read sysctls: install version 1.4 or later, and start it with the arguments that the target prometheus writes for the node (10.0.0.5:9100)

No values of web2.

4 nodes: 5 equal, 1 different, 3 not readable, 3 not exported; 1 host of the spec without values
`);
});

test("an answer that is not complete", async () => {
  const { url } = await fakePrometheus(fleet, ["store 10.0.0.8 is down"]);
  const { code, err } = await workspace().start([
    "verify",
    "--prometheus",
    url,
  ]);
  expect(code).toBe(1);
  expect(err).toBe(
    `error: ${url} says that its answer may not be complete: store 10.0.0.8 is down [prometheus-failed]\n  help: look for a store or a replica that is down; values that are missing are counted as not exported\n`,
  );
});
