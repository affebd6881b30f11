import { keyOnNode } from "../../platform/kernel-supply.js";
import { isPatchedInto } from "../../catalogue/elsewhere.js";
import { whereaboutsOf } from "../../catalogue/whereabouts.js";
import { defineRule } from "../rule.js";

export const keyOfOtherKernels = defineRule({
  name: "key-of-other-kernels",
  scope: "sysctl",
  severity: "warning",
  group: "effect",
  summary: "A key that only some kernels of the node's version have",
  page: () => ({
    explanation:
      "Distributions patch keys into their kernels, and build kernels with different options. On a kernel without the key, systemd-sysctl and busybox skip the line silently, procps reports an error, and Talos retries in a loop. The message says which kernels have the key. If the node runs one of them, state it in the facts, or accept the finding with the reason.",
    source: "catalogue/elsewhere.yaml; catalogue/builds/gates.tsv",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      kernel.apparmor_restrict_unprivileged_userns: 0 # Rootless builds
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      user.max_user_namespaces: 11255 # Rootless builds
`,
    },
  }),
  acceptedWith: "unknown-key",
  check: ({ id, key, known, value }, machine) => {
    // A build that lacks the key is an error, and one that has it is no finding.
    if (value === undefined || keyOnNode(key, machine) !== undefined)
      return undefined;
    const found = whereaboutsOf(key, known, machine.facts);
    const { builds } = machine.platform;
    const isHere =
      builds !== undefined &&
      "platform" in builds &&
      found !== undefined &&
      isPatchedInto(found, builds.platform);
    return found === undefined || isHere
      ? undefined
      : {
          message: `\`${id}\` exists only ${found.where}`,
          why: "systemd-sysctl and busybox silently skip missing keys, so it may never be set",
          help: "remove it, or accept the finding with the reason why it exists on these nodes",
        };
  },
});
