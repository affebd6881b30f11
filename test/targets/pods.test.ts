import { expect, test } from "vitest";
import { emitAll } from "../../src/targets/emit.js";
import { planOf } from "../support/compile.js";
import { readYaml } from "./read.js";

/** The files of workloads, by path below `out/pods`. */
function podFiles(workloads: string, rest = ""): ReadonlyMap<string, string> {
  const plan = planOf(
    `version: 1\n${rest}roles: { r: { node: { os: linux, distribution: k3s, kubernetes: "1.34" } } }\nworkloads: ${workloads}\n`,
  );
  return new Map(
    emitAll(plan, ["pods"]).map(({ path, text }) => [
      path.replace("out/pods/", ""),
      text,
    ]),
  );
}

/** What a file of Helm values holds. */
function valuesOf(workloads: string): unknown {
  const [text = ""] = [...podFiles(workloads)]
    .filter(([path]) => path.endsWith("/values.yaml"))
    .map(([, each]) => each);
  const [values] = readYaml(text, "1.1");
  return values;
}

test("each workload has a folder, and all of them one component", () => {
  const files = podFiles(
    "{ a: { sysctl: { net.core.somaxconn: 1024 } }, b: { sysctl: { net.core.somaxconn: 1024 } } }",
  );
  expect([...files.keys()]).toEqual([
    "kustomization.yaml",
    "a/kustomization.yaml",
    "a/patch.yaml",
    "a/values.yaml",
    "b/kustomization.yaml",
    "b/patch.yaml",
    "b/values.yaml",
  ]);
  expect(readYaml(files.get("kustomization.yaml") ?? "")).toEqual([
    {
      apiVersion: "kustomize.config.k8s.io/v1alpha1",
      kind: "Component",
      components: ["a", "b"],
    },
  ]);
});

test.each([
  "{}",
  "{ a: {} }",
  "{ a: { sysctl: { net.core.somaxconn: null } } }",
])("no files for what sets nothing: %s", (workloads) => {
  expect([...podFiles(workloads).keys()]).toEqual([]);
});

test("the folder is the user's choice", () => {
  const files = podFiles(
    "{ a: { sysctl: { net.core.somaxconn: 1024 } } }",
    "targets: { pods: { path: apps/components/ } }\n",
  );
  expect([...files.keys()]).toContain("apps/components/a/patch.yaml");
});

test("a value is a text, whatever it looks like", () => {
  expect(
    valuesOf(`{ a: { sysctl: {
      net.core.somaxconn: 1024,
      net.ipv4.ip_local_port_range: [1024, 65535],
      net.ipv4.ip_local_reserved_ports: [8080, 9000-9100],
      net.ipv4.tcp_keepalive_time: 10m,
      net.ipv4.tcp_congestion_control: "yes" } } }`),
  ).toEqual({
    podSecurityContext: {
      sysctls: [
        { name: "net.core.somaxconn", value: "1024" },
        { name: "net.ipv4.ip_local_port_range", value: "1024 65535" },
        { name: "net.ipv4.ip_local_reserved_ports", value: "8080,9000-9100" },
        { name: "net.ipv4.tcp_keepalive_time", value: "600" },
        { name: "net.ipv4.tcp_congestion_control", value: "yes" },
      ],
    },
  });
});

test("an interface's own dot asks for slashes; a pattern is no name", () => {
  expect(
    valuesOf(`{ a: { sysctl: {
      net.ipv4.conf.eth0/30.rp_filter: 2,
      net.ipv4.conf.eth0.rp_filter: 2,
      net.ipv4.conf.*.rp_filter: 2 } } }`),
  ).toEqual({
    podSecurityContext: {
      sysctls: [
        { name: "net/ipv4/conf/eth0.30/rp_filter", value: "2" },
        { name: "net.ipv4.conf.eth0.rp_filter", value: "2" },
      ],
    },
  });
});

test("no reason leaves its comment", () => {
  const nasty = "a\\nb: c\\u0085d\\u2028- e";
  const files = podFiles(
    `{ a: { why: "${nasty}", refs: ["${nasty}"], sysctl: { net.core.somaxconn: { value: 1024, why: "${nasty}", refs: ["${nasty}"] } } } }`,
  );
  for (const text of files.values())
    expect(readYaml(text, "1.1")).toEqual([expect.any(Object)]);
  expect(readYaml(files.get("a/patch.yaml") ?? "")).toEqual([
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "a" },
      spec: {
        template: {
          spec: {
            securityContext: {
              sysctls: [{ name: "net.core.somaxconn", value: "1024" }],
            },
          },
        },
      },
    },
  ]);
});

test("it says which kubelets must allow a sysctl first, and of a safe one nothing", () => {
  const headerOf = (key: string): string =>
    (
      podFiles(`{ a: { sysctl: { ${key}: 1024 } } }`).get("a/patch.yaml") ?? ""
    ).replaceAll("\n# ", " ");
  expect(headerOf("net.core.somaxconn")).toContain(
    "First allow net.core.somaxconn in the kubelets of r",
  );
  expect(headerOf("net.ipv4.ip_unprivileged_port_start")).not.toContain(
    "kubelets",
  );
});
