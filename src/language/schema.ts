import * as z from "zod/mini";
import {
  definition,
  described,
  flag,
  number,
  optional,
  reasons,
  ruleLevels,
  strictObject,
  text,
  texts,
  version,
} from "../core/schema.js";
import { nixosField } from "../core/nix-priority.js";
import { monitoring } from "./schema-monitoring.js";
import { workloadKinds } from "../platform/component/kubernetes.js";
import { mounts } from "./schema-mounts.js";
import { networkTest } from "./schema-network-test.js";
import { node } from "./schema-node.js";
import { rollout } from "./schema-rollout.js";
import { targetsSchema, type TargetsData } from "./schema-targets.js";
import type { TargetFacts } from "../core/target.js";
import { withSections } from "./sections.js";

/**
 * The language of tuning.yaml: the single definition of its types, its JSON Schema and its checks. The catalogue, and
 * not this schema, defines the values that a key accepts.
 */

const profile = definition(
  "profile",
  withSections("profile", { ...reasons, ...nixosField }),
);

const percent = (most: number): z.ZodMiniNumber =>
  z.number().check(z.gte(1), z.lte(most));
const memoryBudget = definition(
  "memoryBudget",
  described(
    optional(
      strictObject({
        reserved: described(
          optional(percent(100)),
          "Memory that tuning may reserve; 10 by default",
        ),
        ceiling: described(
          optional(percent(1000)),
          "Memory that one setting may use under load; 50 by default",
        ),
      }),
    ),
    "Limits in percent of a node's memory, above which lint warns",
  ),
);

const role = definition(
  "role",
  withSections("role", {
    ...reasons,
    ...nixosField,
    node: optional(node),
    memoryBudget,
    profiles: optional(texts),
  }),
);

const host = definition(
  "host",
  withSections("host", {
    ...reasons,
    ...nixosField,
    role: text,
    node: optional(node),
    profiles: optional(
      strictObject({
        add: optional(texts),
        remove: optional(texts),
      }),
    ),
  }),
);

const workload = definition(
  "workload",
  withSections("workload", {
    ...reasons,
    name: described(
      optional(text),
      "The name of the object in Kubernetes, if it differs from the name here",
    ),
    namespace: optional(text),
    kind: optional(z.enum(workloadKinds)),
    roles: optional(texts),
    hostNetwork: optional(flag),
    hostIPC: optional(flag),
  }),
);

const ciliumNumber = definition(
  "cilium-number",
  z.union([number, z.null(), strictObject({ value: number, ...reasons })]),
);
const ciliumSwitch = definition(
  "cilium-switch",
  z.union([flag, strictObject({ value: flag, ...reasons })]),
);
const size = optional(ciliumNumber);
const cilium = definition(
  "cilium",
  strictObject({
    ...reasons,
    version: described(
      optional(version()),
      'The chart\'s version, quoted: "1.18"',
    ),
    bpf: optional(
      strictObject({
        ctTcpMax: size,
        ctAnyMax: size,
        natMax: size,
        neighMax: size,
        policyMapMax: size,
        lbMapMax: size,
        authMapMax: size,
        nodeMapMax: size,
        policyStatsMapMax: size,
        mapDynamicSizeRatio: size,
        preallocateMaps: optional(ciliumSwitch),
        distributedLRU: optional(
          strictObject({ enabled: optional(ciliumSwitch) }),
        ),
        mapMax: described(
          optional(
            strictObject({
              ct: optional(strictObject({ tcp: size, any: size })),
              nat: size,
              neigh: size,
              policy: size,
              lb: size,
              auth: size,
              node: size,
              dynamicSizeRatio: size,
            }),
          ),
          "The same sizes in the form that wrapper charts use; the stock chart ignores it",
        ),
      }),
    ),
    bandwidthManager: optional(
      strictObject({
        enabled: optional(ciliumSwitch),
        bbr: optional(ciliumSwitch),
        bbrHostNamespaceOnly: optional(ciliumSwitch),
      }),
    ),
  }),
);

const one = z.literal(1);

/** The whole spec except `targets`, which depends on the registered targets. */
const withoutTargets = withSections("spec", {
  version: described(one, "The version of this language"),
  out: described(optional(text), "Where build writes, relative to this file"),
  include: described(
    optional(texts),
    "Files with only `version` and `profiles`",
  ),
  node: optional(node),
  memoryBudget,
  profiles: described(
    optional(z.record(text, profile)),
    "Named groups of settings",
  ),
  roles: described(optional(z.record(text, role)), "Kinds of nodes"),
  hosts: described(
    optional(z.record(text, host)),
    "Single machines that differ from their role",
  ),
  workloads: described(
    optional(z.record(text, workload)),
    "The sysctls of pods",
  ),
  mounts: optional(mounts),
  cilium: optional(cilium),
  monitoring: optional(monitoring),
  networkTest: optional(networkTest),
  rollout: optional(rollout),
  rules: optional(ruleLevels),
  prettier: optional(
    described(
      z.boolean(),
      "Whether prettier configurations apply to generated files (default true)",
    ),
  ),
});

/** Makes the schema of a spec for these targets. */
export function specSchema(
  targets: readonly TargetFacts[],
): z.ZodMiniType<SpecData> {
  return z.extend(withoutTargets, {
    targets: optional(targetsSchema(targets)),
  });
}

/** What a file named under `include` may contain. */
export const includeSchema = strictObject({
  version: one,
  profiles: optional(z.record(text, profile)),
});

export type SpecData = z.infer<typeof withoutTargets> & {
  targets?: TargetsData | undefined;
};
export type RoleData = z.infer<typeof role>;
export type NodeData = z.infer<typeof node>;
