import { expect, test } from "vitest";
import { importFiles } from "../../src/import/import-files.js";

const kubeProxy = (mode: string): string =>
  `apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: ${mode}\n`;

/** The facts that all roles share, and those of each role. */
function factsOf(
  files: Readonly<Record<string, string>>,
  role?: string,
): unknown {
  const all = Object.entries(files).map(([name, text]) => ({
    source: { name, text },
    role: name.endsWith(".yaml") ? role : undefined,
    isNamed: false,
  }));
  const { draft } = importFiles(all, undefined);
  return [
    Object.fromEntries(draft.facts),
    Object.fromEntries(
      draft.roles.map(({ name, facts }) => [name, Object.fromEntries(facts)]),
    ),
  ];
}

const worker = { "worker/sysctl.d/50.conf": "vm.swappiness = 10\n" };

test("the mode of kube-proxy is a fact of all nodes, not a role", () => {
  const files = { ...worker, "kube-proxy.yaml": kubeProxy("ipvs") };
  expect(factsOf(files)).toEqual([
    { kubeProxy: "ipvs" },
    { worker: { os: "linux" } },
  ]);
});

test("without other nodes, with two modes or by --role, the file of kube-proxy is a role", () => {
  const one = { "kube-proxy.yaml": kubeProxy("ipvs") };
  expect(factsOf(one)).toEqual([{}, { node: { kubeProxy: "ipvs" } }]);
  const two = { ...one, "edge/kube-proxy.yaml": kubeProxy("nftables") };
  expect(factsOf({ ...worker, ...two })).toEqual([
    {},
    {
      worker: { os: "linux" },
      node: { kubeProxy: "ipvs" },
      edge: { kubeProxy: "nftables" },
    },
  ]);
  expect(factsOf({ ...worker, ...one }, "web")).toEqual([
    {},
    { worker: { os: "linux" }, web: { kubeProxy: "ipvs" } },
  ]);
});
