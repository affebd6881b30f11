import type { Reporter } from "../core/report.js";
import type { Spec } from "../language/model.js";
import { mergeFacts } from "../platform/facts.js";
import { buildConflicts } from "../platform/kernel-build/conflicts.js";
import { factLayers, firstOfPair, pairOf } from "./fact-layers.js";

/** Reports each fact that contradicts the `kernelBuild` of a role or host, once for each pair of places. */
export function checkKernelBuilds(spec: Spec, reporter: Reporter): void {
  const isFirst = firstOfPair();
  for (const layers of factLayers(spec)) {
    if (layers.every(({ facts }) => facts.kernelBuild === undefined)) continue;
    const facts = mergeFacts(layers.map((layer) => layer.facts));
    for (const { fact, has } of buildConflicts(facts)) {
      const pair = pairOf(layers, "kernelBuild", fact);
      if (pair === undefined || !isFirst(pair)) continue;
      const id = facts.kernelBuild?.id ?? "";
      reporter.error(
        "kernel-build-conflict",
        pair.at,
        `\`${fact}\` contradicts the kernel build \`${id}\`, which ${has}`,
        {
          why: "keys and defaults would be those of a kernel that the node does not run",
          help: "correct one of them; if only some nodes run this kernel, state `kernelBuild` in their roles or hosts",
          related: [
            {
              message: `\`${pair.otherName}\` is stated here`,
              span: pair.other,
            },
          ],
        },
      );
    }
  }
}
