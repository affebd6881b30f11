import { absence } from "../core/lifetime.js";
import type { Reporter } from "../core/report.js";
import type { Spec } from "../language/model.js";
import { mergeFacts } from "../platform/facts.js";
import { proxyModes } from "../platform/component/proxy-modes.js";
import { factLayers, firstOfPair, pairOf } from "./fact-layers.js";

/** Reports each mode of kube-proxy that the Kubernetes release of a role or host does not have, once for each pair of places. */
export function checkProxyModes(spec: Spec, reporter: Reporter): void {
  const isFirst = firstOfPair();
  for (const layers of factLayers(spec)) {
    const pair = pairOf(layers, "kubeProxy", "kubernetes");
    if (pair === undefined) continue;
    const { kubeProxy, kubernetes } = mergeFacts(
      layers.map(({ facts }) => facts),
    );
    if (kubeProxy === undefined || kubernetes === undefined) continue;
    const releases = proxyModes[kubeProxy];
    if (absence(releases, kubernetes) === undefined || !isFirst(pair)) continue;
    reporter.error(
      "proxy-mode-conflict",
      pair.at,
      `kube-proxy of Kubernetes ${kubernetes} has no mode \`${kubeProxy}\``,
      {
        why: `the mode was added in ${releases.since ?? ""}, and kube-proxy exits at start over an unknown one`,
        help: "write `iptables` or `ipvs`, or correct the fact `kubernetes`",
        related: [
          { message: `\`${pair.otherName}\` is stated here`, span: pair.other },
        ],
      },
    );
  }
}
