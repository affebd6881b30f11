import * as z from "zod/mini";
import { described } from "../../core/schema.js";
import { groupsOf } from "../../plan/groups.js";
import { defineTarget } from "../define-target.js";
import { groupViews } from "../shared/groups.js";
import { clusterProxyFiles } from "../shared/kube-proxy.js";
import { sharing } from "../shared/once-per-resolution.js";
import { containerFiles } from "./containers.js";
import { kubeletFiles } from "./kubelet.js";
import { documentsText, machineText, style } from "./machine-config.js";
import { proxyText } from "./proxy.js";
import { schematicFiles } from "./system.js";
import * as templates from "./templates.js";
import { hasDocuments, kubernetesShapes } from "./version.js";

/** Machine configuration patches, in the shape of the node's Talos. */
export const talos = defineTarget({
  name: "talos",
  summary: "Talos machine configuration patches",
  outputs: {
    path: {
      path: "talos/{kind}-{name}/machine-sysctls.yaml",
      per: "node",
      description: "A patch for the node's machine configuration",
    },
    kubeletPath: {
      path: "talos/{kind}-{name}/machine-kubelet.yaml",
      per: "node",
      description:
        "A patch with the kubelet's configuration, from Talos 1.14 on; before, it is part of the other",
    },
    containersPath: {
      path: "talos/{kind}-{name}/machine-containers.yaml",
      per: "node",
      description: "A patch with the limits of the node's containers",
    },
    proxyPath: {
      path: "talos/cluster-proxy.yaml",
      per: "spec",
      description:
        "A patch for the control plane, with the kube-proxy configuration",
    },
    schematicPath: {
      path: "talos/{kind}-{name}/schematic.yaml",
      per: "node",
      description: "A schematic for the Image Factory, with kernel arguments",
    },
  },
  options: {
    kubernetes: z._default(
      described(
        z.enum(kubernetesShapes),
        "How the kubelet and kube-proxy are configured from Talos 1.14 on: `documents`, or `v1alpha1` for machines that were installed with an older release and still have `machine.kubelet` and `cluster.proxy`",
      ),
      "documents",
    ),
  },
  handles: {
    sysctl: true,
    module: true,
    allowance: true,
    kubeProxy: true,
    sysfs: true,
    hugepages: true,
    kernelArgument: true,
    interrupts: true,
    "interrupts.affinity": "the Talos configuration has no field for /proc/irq",
    "interrupts.rfs":
      "each queue needs a share of the entries, and a udev rule cannot count the queues",
    limit: true,
    limitService: true,
  },
  writesFor: ({ settingsForm }) => settingsForm === "machine-config",
  templates,
  emit: (emission) => {
    const { nodes, mark, options } = emission;
    const groups = sharing((node) =>
      groupViews(
        node,
        groupsOf(node),
        style(hasDocuments(node.facts) ? 2 : 4, mark),
      ),
    );
    return [
      ...nodes.map((node) => ({
        output: "path" as const,
        nodes: [node],
        install: { by: "patch" } as const,
        text: hasDocuments(node.facts)
          ? documentsText(emission, node, groups(node))
          : machineText(emission, node, groups(node)),
      })),
      ...nodes.flatMap((node) => kubeletFiles(emission, node)),
      ...nodes.flatMap((node) => containerFiles(emission, node)),
      ...nodes.flatMap((node) => schematicFiles(emission, node)),
      ...clusterProxyFiles(nodes, (proxy) =>
        proxyText(emission, proxy, options.kubernetes),
      ),
    ];
  },
});
