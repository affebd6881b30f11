import { isMap, isScalar, parseDocument, visit } from "yaml";
import { buildPlan } from "../../src/plan/plan.js";
import type { Plan } from "../../src/plan/types.js";
import { targets } from "../../src/targets/emit.js";
import { readSpec } from "../../src/language/read.js";
import { ownTuning } from "../support/own-tuning.js";

/** What a kernel lacks or refuses is not in its plan. */
const kernelRules: ReadonlySet<string> = new Set([
  "key-gone",
  "key-not-yet",
  "out-of-range",
]);

/**
 * The plan of this repository's tuning, with every role and host as a Linux without a name on one kernel: what NixOS
 * and Talos nodes are to have can be booted, too.
 *
 * @param kernel `6.1`
 * @throws Error for a fault that has nothing to do with the kernel
 */
export function planForKernel(kernel: string): Plan {
  const document = parseDocument(ownTuning());
  visit(document, {
    Pair(_, { key, value: facts }) {
      if (!isScalar(key) || key.value !== "node" || !isMap(facts)) return;
      facts.set("os", "linux");
      facts.delete("osVersion");
      facts.set("arch", "amd64");
      facts.set("kernel", kernel);
    },
  });
  const text = document.toString({ lineWidth: 0 });
  const read = readSpec(
    { name: "tuning.yaml", text },
    {
      targets,
      readInclude: () => {
        throw new Error("this repository's tuning includes nothing");
      },
    },
  );
  if (read.spec === undefined) throw faulty(read.errors);
  const built = buildPlan(read.spec);
  const faults = [...read.errors, ...built.errors].filter(
    ({ code }) => !kernelRules.has(code),
  );
  if (faults.length > 0) throw faulty(faults);
  return built.plan;
}

function faulty(faults: readonly { readonly message: string }[]): Error {
  return new Error(faults.map(({ message }) => message).join("\n"));
}
