import type { Distribution } from "../../core/platform.js";
import { eksOnAmazonLinux, eksOnBottlerocket } from "../own/eks.js";

/** Amazon EKS. Source: awslabs/amazon-eks-ami, nodeadm's NodeConfig. */
export const eks: Distribution = {
  distributionLabel: "EKS",
  hasKubelet: true,
  clusterForm: "node-config",
  sharesProxyConfig: true,
  proxyForm: "file",
  resetsConntrack: false,
  ownConntrack: {},
  ownAllowances: [],
  allowListPlace: undefined,
  // nodeadm/internal/kubelet/config.go; bottlerocket-core-kit, packages/kubernetes-1.31/kubelet-config.
  protectsKernelDefaults: true,
  agent: undefined,
  ownPorts: [],
  runtimeService: "containerd",
  cloud: "aws",
  images: { al2023: eksOnAmazonLinux, bottlerocket: eksOnBottlerocket },
};
