import { expect, test } from "vitest";
import { fakePrometheus, type Series } from "./fake-prometheus.js";
import { Workspace } from "./tunegen.js";

const spec = `version: 1
node: { os: linux, kernel: "6.12" }
roles:
  web:
    sysctl:
      net.core.somaxconn: 8192 # Many clients
hosts:
  web1: { role: web }
  web2: { role: web, sysctl: { vm.swappiness: 1 } } # No swap
`;

function exported(host: string, instance: string): readonly Series[] {
  const at = { job: "node", tuning_role: "web", tuning_host: host, instance };
  return [
    { ...at, __name__: "up" },
    {
      ...at,
      __name__: "node_uname_info",
      nodename: instance,
      release: "6.12.48",
    },
    { ...at, __name__: "node_scrape_collector_success", collector: "sysctl" },
    {
      ...at,
      __name__: "node_sysctl_net_core_somaxconn",
      "value of series": "4096",
    },
  ];
}

test("the values that a Prometheus server has", async () => {
  const { url } = await fakePrometheus(exported("web1", "10.0.0.1:9100"));
  const workspace = new Workspace({ "tuning.yaml": spec });
  const { code, out, err } = await workspace.start([
    "capture",
    "--prometheus",
    url,
    "--host",
    "web1",
  ]);
  expect({ code, err }).toEqual({
    code: 0,
    err: "captured 1 value of 1 node\n",
  });
  expect(JSON.parse(out)).toEqual({
    tunegenValues: 1,
    nodes: {
      web1: {
        role: "web",
        kernel: "6.12.48",
        sysctls: { "net.core.somaxconn": "4096" },
      },
    },
  });
  workspace.write("values.json", out);
  expect(
    workspace.run(["rollback", "--host", "web1", "--baseline", "values.json"])
      .code,
  ).toBe(0);
  expect(workspace.read("rollback/host-web1/old-values.conf")).toContain(
    "\n# Captured.\nnet.core.somaxconn = 4096\n",
  );
});

test("what the server does not have, and hosts that it does not know", async () => {
  const { url } = await fakePrometheus([
    ...exported("web2", "10.0.0.2:9100"),
    ...exported("web2", "10.0.0.3:9100"),
  ]);
  const workspace = new Workspace({ "tuning.yaml": spec });
  const { code, out, err } = await workspace.start([
    "capture",
    "--prometheus",
    url,
  ]);
  expect(code).toBe(1);
  expect(Object.keys((JSON.parse(out) as { nodes: object }).nodes)).toEqual([
    "web2",
  ]);
  expect(err.match(/^\S.*(?:\[.*\]|nodes?)$/gmu)).toEqual([
    "error: `web2` is the name of 2 targets: 10.0.0.2:9100 and 10.0.0.3:9100 [ambiguous-target]",
    "error: vm.swappiness of `web2` was not read: node_exporter does not export it [unreadable-values]",
    "error: no values of web1 [unreadable-values]",
    "captured 1 value of 1 node",
  ]);
});

test.each([
  [
    "a server and files",
    ["--prometheus", "http://127.0.0.1:1", "dumps"],
    "error: dumps and a Prometheus server cannot be read in one run [prometheus-option]\n  help: leave out the files, or --prometheus\n",
  ],
  [
    "options without a server",
    ["--prometheus-tenant", "team"],
    "error: options for a Prometheus server, but no server [prometheus-option]\n  help: name it with --prometheus http://prometheus.example.org:9090\n",
  ],
])("%s", (_, args, expected) => {
  const { code, err } = new Workspace({ "tuning.yaml": spec }).run([
    "capture",
    ...args,
  ]);
  expect({ code, err }).toEqual({ code: 2, err: expected });
});
