import { spanOf } from "./span-of.js";
import type { Source } from "../../core/source.js";
import type { StatedFacts } from "../../platform/facts.js";
import type { FoundFact } from "../types.js";
import type { Listed } from "./read-listing.js";

/** What architectures are called in the names of kernels. */
const architectures = [
  [/amd64|x86_64/u, "amd64"],
  [/arm64|aarch64/u, "arm64"],
] as const;

/** What a listing says about its node, as facts of a spec. */
export function factsIn(
  listed: readonly Listed[],
  source: Source,
): { readonly facts: readonly FoundFact[]; readonly stated: StatedFacts } {
  const release = listed.find(({ key }) => key.id === "kernel.osrelease");
  const kernel = /^\d+\.\d+/u.exec(release?.value ?? "")?.[0];
  const arch = architectures.find(([name]) =>
    listed.some(
      ({ key, value }) =>
        (key.id === "kernel.osrelease" || key.id === "kernel.arch") &&
        name.test(value),
    ),
  )?.[1];
  const cpus = new Set(
    listed.flatMap(({ key: { segments } }) =>
      segments[1] === "sched_domain" && segments[2] !== undefined
        ? [segments[2]]
        : [],
    ),
  ).size;
  const stated = {
    ...(kernel !== undefined && { kernel }),
    ...(arch !== undefined && { arch }),
    ...(cpus > 0 && { cpus }),
  };
  const span = release && spanOf(release, source);
  return {
    stated,
    facts:
      span === undefined
        ? []
        : Object.entries(stated).map(([name, value]) => ({
            name,
            value,
            span,
          })),
  };
}
