import { k3sTests } from "./k3s-tests.js";
import { kubeProxyTests } from "./kube-proxy-tests.js";
import { kubeletTests } from "./kubelet-tests.js";
import { releases } from "./kubernetes.js";
import { objectTests } from "./objects-tests.js";

// One file, so that each program is built once.
for (const kubernetes of releases) {
  kubeletTests(kubernetes);
  kubeProxyTests(kubernetes);
  k3sTests(kubernetes);
  objectTests(kubernetes);
}
