import { describe, expect, test } from "vitest";
import type { StatedFacts } from "../../src/platform/facts.js";
import type { NodePlan, Plan } from "../../src/plan/types.js";
import { emitAll } from "../../src/targets/emit.js";
import { everything } from "./everything.js";
import { nodeOf, planOf, type Drafted } from "./plan.js";
import {
  allowedOf,
  conntrackOf,
  groupOf,
  moduleOf,
  sysctlOf,
} from "./settings.js";
import { onlyText, readYaml } from "./read.js";

const proxyPath = "out/talos/cluster-proxy.yaml";

function talosNode(
  osVersion: string | undefined,
  more: Drafted & { readonly facts?: StatedFacts } = {},
): NodePlan {
  return nodeOf({ os: "talos", osVersion, ...more.facts }, more);
}

describe("the shape follows the version", () => {
  test.each([
    [undefined, false],
    ["1.9", false],
    ["1.13", false],
    ["v1.13.7", false],
    ["1.14", true],
    ["v1.14.0-alpha.1", true],
    ["2.0", true],
    ["newest", false],
  ])("%s: documents %s", (version, documents) => {
    const text = onlyText(planOf([talosNode(version)]), "talos");
    expect(text.includes("kind: SysctlConfig")).toBe(documents);
    expect(text.includes("machine:")).toBe(!documents);
  });
});

const node = {
  groups: [
    groupOf("profile", "p", [
      sysctlOf("net.ipv4.conf.bond0/30.rp_filter", 2n),
      sysctlOf("net.ipv4.tcp_rmem", [4096n, 131072n, 6291456n]),
      sysctlOf("kernel.core_pattern", "~"),
      sysctlOf("net.ipv4.conf.*.rp_filter", 1n),
      sysctlOf("vm.swappiness", null),
    ]),
  ],
  module: [
    moduleOf("nf_conntrack", { parameters: { hashsize: "65536" } }),
    moduleOf("y"),
  ],
  allowance: [allowedOf("net.core.*")],
} satisfies Drafted;

const params = {
  "net.ipv4.conf.bond0/30.rp_filter": "2",
  "net.ipv4.tcp_rmem": "4096 131072 6291456",
  "kernel.core_pattern": "~",
};

const modules = [
  { name: "nf_conntrack", parameters: ["hashsize=65536"] },
  { name: "y" },
];

test("up to 1.13 everything is below machine, as strings", () => {
  const text = onlyText(planOf([talosNode("1.13", node)]), "talos");
  expect(readYaml(text, "1.1")).toEqual([
    {
      machine: {
        sysctls: params,
        kernel: { modules },
        kubelet: { extraConfig: { allowedUnsafeSysctls: ["net.core.*"] } },
      },
    },
  ]);
});

describe("from 1.14", () => {
  test("there is a document for each concern, and that of the kubelet is in a file of its own", () => {
    expect(filesOf(planOf([talosNode("1.14", node)]))).toEqual({
      "machine-sysctls.yaml": [
        { apiVersion: "v1alpha1", kind: "SysctlConfig", params },
        { apiVersion: "v1alpha1", kind: "KernelModuleConfig", ...modules[0] },
        { apiVersion: "v1alpha1", kind: "KernelModuleConfig", ...modules[1] },
      ],
      "machine-kubelet.yaml": [
        {
          apiVersion: "v1alpha1",
          kind: "KubeletConfig",
          config: { allowedUnsafeSysctls: ["net.core.*"] },
        },
      ],
    });
  });

  test("a machine that was installed with an older release keeps machine.kubelet", () => {
    const plan = planOf([talosNode("1.14", { allowance: node.allowance })], {
      targets: { talos: { kubernetes: "v1alpha1" } },
    });
    expect(filesOf(plan)).toEqual({
      "machine-sysctls.yaml": [
        { apiVersion: "v1alpha1", kind: "SysctlConfig", params: {} },
      ],
      "machine-kubelet.yaml": [
        {
          machine: {
            kubelet: { extraConfig: { allowedUnsafeSysctls: ["net.core.*"] } },
          },
        },
      ],
    });
  });

  test.each([
    [
      "modules",
      { module: node.module },
      ["KernelModuleConfig", "KernelModuleConfig"],
    ],
    ["nothing", {}, ["SysctlConfig"]],
  ])("with only %s there is no empty document beside", (_, more, kinds) => {
    const text = onlyText(planOf([talosNode("1.14", more)]), "talos");
    expect(readYaml(text)).toEqual(
      kinds.map((kind) => expect.objectContaining({ kind }) as unknown),
    );
  });
});

test.each(["1.13", "1.14"])(
  "%s: patterns are named, not written",
  (version) => {
    const [file] = emitAll(planOf([talosNode(version, node)]), ["talos"]);
    const text = file?.text;
    expect(text).toContain(
      "# Not set: net.ipv4.conf.*.rp_filter. Talos does not expand patterns.\n",
    );
  },
);

test.each([
  ["1.13", node, "appends to the lists again"],
  ["1.13", { groups: node.groups }, "removes nothing"],
  ["1.14", node, "appends to the lists again"],
  ["1.14", { groups: node.groups }, "removes nothing"],
  ["1.14", { module: [moduleOf("y")] }, "removes nothing"],
])("%s: a patch says what a second one does", (version, of, words) => {
  const [file] = emitAll(planOf([talosNode(version, of)]), ["talos"]);
  const header = (file?.text ?? "").replaceAll(/\n# /gu, " ");
  expect(header).toMatch(new RegExp(`A second talosctl patch ${words}`, "u"));
});

/** Every file of the only node, by its base name. */
function filesOf(plan: Plan): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    emitAll(plan, ["talos"]).map(({ path, text }): [string, unknown] => [
      path.split("/").at(-1) ?? "",
      readYaml(text, "1.1"),
    ]),
  );
}

describe("kube-proxy", () => {
  const kubeProxy = [
    conntrackOf("maxPerCore", "0"),
    conntrackOf("tcpEstablishedTimeout", "24h0m0s"),
    conntrackOf("tcpBeLiberal", "true"),
  ];

  function proxyOf(nodes: readonly NodePlan[]): readonly unknown[] | undefined {
    const file = emitAll(planOf(nodes), ["talos"]).find(
      ({ path }) => path === proxyPath,
    );
    return file && readYaml(file.text, "1.1");
  }

  test("up to 1.13 it is configured by flags", () => {
    expect(proxyOf([talosNode("1.13", { kubeProxy })])).toEqual([
      {
        cluster: {
          proxy: {
            extraArgs: {
              "conntrack-max-per-core": "0",
              "conntrack-tcp-timeout-established": "24h0m0s",
              "conntrack-tcp-be-liberal": "true",
            },
          },
        },
      },
    ]);
  });

  test("from 1.14 it has a configuration, with its types", () => {
    expect(proxyOf([talosNode("1.14", { kubeProxy })])).toEqual([
      {
        apiVersion: "v1alpha1",
        kind: "KubeProxyConfig",
        config: {
          conntrack: {
            maxPerCore: 0,
            tcpEstablishedTimeout: "24h0m0s",
            tcpBeLiberal: true,
          },
        },
      },
    ]);
  });

  test("one file speaks for all nodes", () => {
    const nodes = [
      talosNode("1.13", { name: "a" }),
      talosNode("1.13", { name: "b", kubeProxy }),
      talosNode("1.13", { name: "c", kubeProxy }),
    ];
    const files = emitAll(planOf(nodes), ["talos"]);
    expect(files.filter(({ path }) => path === proxyPath)).toHaveLength(1);
    expect(files).toHaveLength(4);
  });

  test.each<[string, NodePlan]>([
    ["without settings", talosNode("1.13")],
    [
      "without kube-proxy",
      talosNode("1.13", { kubeProxy, facts: { kubeProxy: "none" } }),
    ],
    [
      "on another system",
      nodeOf({ os: "linux", kubeProxy: "iptables" }, everything),
    ],
  ])("there is no file %s", (_, only) => {
    expect(proxyOf([only])).toBeUndefined();
  });
});
