import { createColors } from "picocolors";
import { adviceOn } from "../../src/catalogue/advice.js";
import { compileSource } from "../../src/compile.js";
import { emittedFiles } from "../../src/explain/emitted.js";
import { explainWord, explanationText } from "../../src/explain/explain.js";
import type { SpecView } from "../../src/explain/key/in-spec.js";
import type { Explanation, KeyExplanation } from "../../src/explain/types.js";
import { error } from "../../src/core/diagnostic.js";

/** A cluster with what an explanation has to tell apart: overrides, companions, pods, shared and own settings. */
export const SPEC = `version: 1
profiles:
  conntrack:
    why: Room for connections
    sysctl:
      net.netfilter.nf_conntrack_max: 262144 # A full table drops packets
      net.core.rmem_max: { atLeast: 100KiB } # Enough already
  sockets:
    why: Room for data and connections
    sysctl:
      net.core.somaxconn: 8192 # Bursts of connections
      net.ipv4.tcp_rmem: [4096, 131072, 16777216] # Long round trips
      net.ipv4.conf.*.rp_filter: 2 # Replies may take another way
      net.ipv4.ip_local_port_range: [10000, 65535] # More ports
roles:
  worker:
    why: The machines that run pods
    node: { os: nixos, osVersion: "25.11", distribution: k3s, kubernetes: "1.34", kernel: "6.12", cpus: 4, memory: 4GiB }
    profiles: [conntrack, sockets]
  plain:
    node: { os: linux, kernel: "6.1" }
    sysctl:
      net.ipv4.route.max_size: 1000 # Nothing comes of it
  proxied:
    node: { os: talos, osVersion: "1.11", kubernetes: "1.34" }
    kubeProxy: { conntrack: { maxPerCore: 65536 } }
hosts:
  big:
    role: worker
    sysctl:
      net.core.somaxconn: 32768 # It takes more than the others
  same: { role: worker }
workloads:
  ingress:
    roles: [worker]
    sysctl:
      net.core.somaxconn: 16384 # A pod begins with the kernel's
`;

/** A spec as the command sees it, with files below out/. */
export function viewOf(text: string = SPEC, code = "no-effect"): SpecView {
  const { spec, plan, files, errors, findings } = compileSource(
    { name: "tuning.yaml", text },
    { readInclude: (name) => error("unreadable-include", undefined, name) },
  );
  if (spec === undefined || plan === undefined || errors.length > 0)
    throw new Error(errors.map(({ message }) => message).join("\n"));
  return {
    name: "tuning.yaml",
    spec,
    plan,
    emitted: emittedFiles(files, (path) => path),
    // The other rules have tests of their own, and more of them would change every text here.
    diagnostics: findings.filter((each) => each.code === code),
  };
}

export function explained(word: string, text?: string): Explanation {
  return explainWord(word, viewOf(text), undefined, adviceOn);
}

/** A key's explanation; without a spec where the text is undefined. */
export function keyOf(word: string, view?: SpecView): KeyExplanation {
  const explanation = explainWord(word, view);
  if (explanation.kind !== "key") throw new Error(`${word} is no key`);
  return explanation;
}

/** The text of an explanation, without colours. */
export function textOf(explanation: Explanation): string {
  return explanationText(explanation, createColors(false));
}
