import type {
  CiliumPlan,
  CiliumValue,
  NodePlan,
  Plan,
  SettingGroup,
} from "../../src/plan/types.js";
import { byKind } from "../../src/settings/by-kind.js";
import {
  type NodeKind,
  nodeKindNames,
  type NodeSettings,
} from "../../src/settings/registry.js";
import { machineOf } from "../../src/plan/machine.js";
import { type StatedFacts, withImplied } from "../../src/platform/facts.js";
import { collectDiagnostics } from "../../src/core/report.js";
import { readTargets } from "../../src/language/read-targets.js";
import { targets } from "../../src/targets/emit.js";
import type { Span } from "../../src/core/source.js";

export const span: Span = {
  source: { name: "tuning.yaml", text: "" },
  start: 0,
  end: 0,
};

/** Fields under targets' names, as `targets:` of a spec has them: paths and options. */
type TargetFields = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The settings of every target: defaults, but for what is written. */
function targetSettings(written: TargetFields): Plan["targets"] {
  const defaults = readTargets(
    undefined,
    undefined,
    "out",
    targets,
    collectDiagnostics(),
  );
  return new Map(
    [...defaults].map(([name, { paths, options, accept }]) => {
      const fields = Object.entries(written[name] ?? {});
      const ownPaths = fields
        .filter(([field]) => paths.has(field))
        .map(
          ([field, template]) =>
            [field, { template: String(template), span: undefined }] as const,
        );
      const ownOptions = fields.filter(([field]) => !paths.has(field));
      return [
        name,
        {
          paths: new Map([...paths, ...ownPaths]),
          options: { ...options, ...Object.fromEntries(ownOptions) },
          accept,
        },
      ];
    }),
  );
}

/** A plan with the default targets, of which some options may differ. */
export function planOf(
  nodes: readonly NodePlan[],
  more: {
    readonly cilium?: CiliumPlan;
    readonly workloads?: Plan["workloads"];
    readonly specName?: string;
    readonly targets?: TargetFields;
  } = {},
): Plan {
  return {
    specName: more.specName ?? "tuning.yaml",
    nodes,
    cilium: more.cilium,
    workloads: more.workloads ?? [],
    targets: targetSettings(more.targets ?? {}),
  };
}

/** What a test says of a node: its sysctls in groups, everything else by kind. */
export interface Drafted
  extends
    Partial<Pick<NodePlan, "kind" | "name" | "role" | "why">>,
    Partial<Omit<NodeSettings, "sysctl">> {
  readonly groups?: readonly SettingGroup[];
}

const noSettings = byKind<NodeKind, NodeSettings>(nodeKindNames, () => []);

export function nodeOf(
  facts: StatedFacts,
  {
    kind = "role",
    name = "worker",
    role = name,
    why,
    ...settings
  }: Drafted = {},
): NodePlan {
  const { groups = [], ...kinds } = settings;
  return {
    kind,
    name,
    role,
    why,
    accept: new Map(),
    profiles: [],
    layers: groups,
    settings: {
      ...noSettings,
      sysctl: groups.flatMap(({ owner, sysctls }) =>
        sysctls.map((sysctl) => ({ ...sysctl, origin: { owner, span } })),
      ),
      ...kinds,
    },
    memoryBudget: { reserved: 10, ceiling: 50 },
    ...machineOf(withImplied(facts)),
    span,
  };
}

export function ciliumOf(
  values: readonly (Omit<CiliumValue, "span" | "why" | "accept"> & {
    readonly why?: readonly string[];
  })[],
  more: Partial<Omit<CiliumPlan, "values" | "span">> = {},
): CiliumPlan {
  return {
    version: "1.18",
    why: undefined,
    refs: [],
    accept: new Map(),
    ...more,
    values: values.map((value) => ({
      why: [],
      accept: new Map(),
      ...value,
      span,
    })),
    span,
  };
}
