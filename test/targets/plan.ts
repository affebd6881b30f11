import type { KeyFacts } from "../../src/catalogue/types.js";
import type { Unit } from "../../src/core/unit.js";
import type {
  AllowedSysctl,
  CiliumPlan,
  CiliumValue,
  ConntrackSetting,
  KernelDefault,
  ModulePlan,
  NodePlan,
  NodeSettings,
  Owner,
  Plan,
  SettingGroup,
  Sysctl,
  SysctlValue,
} from "../../src/plan/types.js";
import { machineOf } from "../../src/plan/machine.js";
import { type StatedFacts, withImplied } from "../../src/platform/facts.js";
import { isKey, parseKey } from "../../src/core/key.js";
import { collectDiagnostics } from "../../src/core/report.js";
import { readTargets } from "../../src/language/read-targets.js";
import { targets } from "../../src/targets/emit.js";
import type { Span } from "../../src/core/source.js";

const span: Span = {
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
    [...defaults].map(([name, { paths, options }]) => {
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
      sysctl: groups.flatMap(({ owner, sysctls }) =>
        sysctls.map((sysctl) => ({ ...sysctl, origin: { owner, span } })),
      ),
      module: [],
      allowance: [],
      conntrack: [],
      limit: [],
      limitService: [],
      sysfs: [],
      kernelArgument: [],
      interrupts: undefined,
      ...kinds,
    },
    memoryBudget: { reserved: 10, ceiling: 50 },
    ...machineOf(withImplied(facts)),
    span,
  };
}

export function groupOf(
  kind: Owner["kind"],
  name: string,
  sysctls: readonly Sysctl[],
  more: Partial<Pick<SettingGroup, "why" | "refs">> = {},
): SettingGroup {
  return {
    owner: { kind, name },
    why: more.why,
    refs: more.refs ?? [],
    sysctls,
  };
}

/** `null` for a setting that is left to the kernel, `"floor"` where its default reaches the floor. */
export function sysctlOf(
  keyText: string,
  value: bigint | readonly bigint[] | string | null | { readonly floor: true },
  more: {
    readonly why?: string | readonly string[];
    readonly refs?: readonly string[];
    readonly unit?: Unit;
    readonly standard?: string | KernelDefault;
    readonly because?: Sysctl["because"];
  } = {},
): Sysctl {
  const key = parseKey(keyText);
  if (!isKey(key)) throw new Error(`${keyText} ${key.fault}`);
  const { why = [], standard } = more;
  return {
    kind: "sysctl",
    id: key.id,
    key,
    known: factsOf(key.id, more.unit),
    value: valueOf(value),
    ...(value === null && { left: "kernel" }),
    ...(isFloor(value) && { left: "floor" }),
    why: typeof why === "string" ? [why] : why,
    refs: more.refs ?? [],
    accept: new Map(),
    origin: { owner: { kind: "role", name: "worker" }, span },
    from: [],
    overrode: [],
    kernelDefault:
      typeof standard === "string" ? { value: standard, sure: true } : standard,
    ...(more.because !== undefined && { because: more.because }),
  };
}

type Written = Parameters<typeof sysctlOf>[1];

function isFloor(value: Written): value is { readonly floor: true } {
  return value !== null && typeof value === "object" && "floor" in value;
}

function valueOf(value: Written): SysctlValue | undefined {
  if (value === null || isFloor(value)) return undefined;
  if (typeof value === "string") return { type: "text", text: value };
  return {
    type: "integers",
    fields: typeof value === "bigint" ? [value] : value,
  };
}

function factsOf(id: string, unit: Unit | undefined): KeyFacts | undefined {
  return unit === undefined
    ? undefined
    : {
        id,
        kind: { type: "integer" },
        unit,
        summary: undefined,
        source: undefined,
        module: undefined,
        releases: [],
      };
}

export function moduleOf(
  name: string,
  more: Partial<Omit<ModulePlan, "name">> = {},
): ModulePlan {
  return { name, parameters: {}, why: [], because: [], ...more };
}

export function allowedOf(
  pattern: string,
  ...because: readonly string[]
): AllowedSysctl {
  return { pattern, because };
}

export function conntrackOf(
  field: ConntrackSetting["field"],
  value: string,
  ...because: readonly string[]
): ConntrackSetting {
  return { field, value, why: [], because };
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
