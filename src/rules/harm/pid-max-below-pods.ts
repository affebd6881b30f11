import { digits } from "../../core/amount-text.js";
import { PID_MAX, podPids } from "../../platform/component/process-ids.js";
import { integerOf, setting } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

export const pidMaxBelowPods = defineRule({
  name: "pid-max-below-pods",
  scope: "node",
  severity: "warning",
  group: "harm",
  watches: new Set([PID_MAX]),
  summary: "Fewer process IDs than the pods of the node may take",
  page: () => ({
    explanation:
      "`podPidsLimit` of the kubelet limits the processes and threads of each pod, `maxPods` the number of pods. If `kernel.pid_max` is below their product, the pods can take every process ID of the node before they reach their own limits: then nothing can start a process, the kubelet and sshd included. Without a line, tunegen raises the key where the node has less.",
    source: "https://kubernetes.io/docs/concepts/policy/pid-limiting/",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: talos, osVersion: "1.13", maxPods: 250, podPidsLimit: 4096 }
    sysctl:
      kernel.pid_max: 524288 # Many threads
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: talos, osVersion: "1.13", maxPods: 250, podPidsLimit: 4096 }
    sysctl:
      kernel.pid_max: 4194304 # Many threads
`,
    },
  }),
  check: (node) => {
    const { facts, platform } = node;
    const pods = podPids(facts);
    const sysctl = pods === undefined ? undefined : setting(node, PID_MAX);
    const limit = integerOf(sysctl);
    return pods === undefined ||
      sysctl === undefined ||
      limit === undefined ||
      limit >= pods ||
      platform.hasKubelet === false
      ? []
      : [
          {
            about: sysctl,
            span: sysctl.origin.span,
            message: `\`${PID_MAX}\` is ${digits(limit)}, but the pods of the node may take ${digits(pods)} process IDs`,
            why: "once all are taken, nothing on the node can start a process; no pod has to exceed its own limit for that",
            help: "write a higher value, or lower `podPidsLimit` or `maxPods` of the kubelet",
          },
        ];
  },
});
