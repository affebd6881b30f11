import type { Distribution } from "../../core/platform.js";
import { eksOnAmazonLinux, eksOnBottlerocket } from "../own/eks.js";

/** Amazon EKS. Source: awslabs/amazon-eks-ami, nodeadm's NodeConfig. */
export const eks: Distribution = {
  distributionLabel: "EKS",
  hasKubelet: true,
  clusterForm: "node-config",
  sharesProxyConfig: false,
  proxyForm: "file",
  resetsConntrack: false,
  ownConntrack: {},
  ownAllowances: [],
  allowListPlace: (pattern) =>
    `\`kubelet: { config: { allowedUnsafeSysctls: [${pattern}] } }\` in the NodeConfig of the node group`,
  proxyPlace: "the configuration of the kube-proxy add-on",
  protectsKernelDefaults: false,
  agent: undefined,
  ownPorts: [],
  runtimeService: "containerd",
  images: { al2023: eksOnAmazonLinux, bottlerocket: eksOnBottlerocket },
};
