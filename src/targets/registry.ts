/** The targets, one a line: everything else that lists them follows from this. */
export { bottlerocket } from "./bottlerocket/index.js";
export { cilium } from "./cilium/index.js";
export { eks } from "./eks/index.js";
export { interrupts } from "./interrupts/index.js";
export { k3s } from "./k3s/index.js";
export { kubeadm } from "./kubeadm/index.js";
export { mounts } from "./mounts/index.js";
export { networkTest } from "./network-test/index.js";
export { nixos } from "./nixos/index.js";
export { pods } from "./pods/index.js";
export { prometheus } from "./prometheus/index.js";
export { rke2 } from "./rke2/index.js";
export { runbook } from "./runbook/index.js";
export { sysctlD } from "./sysctl.d/index.js";
export { system } from "./system/index.js";
export { talos } from "./talos/index.js";
