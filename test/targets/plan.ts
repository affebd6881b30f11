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
  TargetOptions,
} from "../../src/plan/types.js";
import { machineOf } from "../../src/plan/machine.js";
import { type StatedFacts, withImplied } from "../../src/platform/facts.js";
import { isKey, parseKey } from "../../src/core/key.js";
import type { Span } from "../../src/core/source.js";

const span: Span = {
  source: { name: "tuning.yaml", text: "" },
  start: 0,
  end: 0,
};

const targets: TargetOptions = {
  nixos: {
    path: "out/nixos/{kind}-{name}.nix",
    priority: 100,
    k3sFlags: "file",
  },
  talos: {
    path: "out/talos/{kind}-{name}/machine-sysctls.yaml",
    proxyPath: "out/talos/cluster-proxy.yaml",
    schematicPath: "out/talos/{kind}-{name}/schematic.yaml",
  },
  k3s: { path: "out/k3s/{kind}-{name}/config.yaml.d/90-tuning.yaml" },
  rke2: { path: "out/rke2/{kind}-{name}/config.yaml.d/90-tuning.yaml" },
  kubeadm: {
    path: "out/kubeadm/{kind}-{name}/kubeletconfiguration.yaml",
    proxyPath: "out/kubeadm/kube-proxy.yaml",
  },
  pods: { path: "out/pods" },
  "sysctl.d": {
    path: "out/sysctl.d/{kind}-{name}/sysctl.d/90-tuning.conf",
    modulesPath: "out/sysctl.d/{kind}-{name}/modules-load.d/90-tuning.conf",
  },
  system: { path: "out/system/{kind}-{name}" },
  mounts: { path: "out/mounts" },
  interrupts: { path: "out/interrupts/{kind}-{name}/tunegen-interrupts" },
  cilium: { path: "out/cilium/values.yaml", keys: ["chart"] },
  prometheus: {
    path: "out/prometheus/tuning.rules.yaml",
    objectPath: "out/prometheus/tuning.prometheusrule.yaml",
    dashboardPath: "out/prometheus/grafana-dashboard.json",
    argsPath: "out/prometheus/{kind}-{name}/node-exporter.args",
    valuesPath: "out/prometheus/{kind}-{name}/node-exporter-values.yaml",
  },
};

/** A plan with the default targets, of which some options may differ. */
export function planOf(
  nodes: readonly NodePlan[],
  more: {
    readonly cilium?: CiliumPlan;
    readonly workloads?: Plan["workloads"];
    readonly specName?: string;
    readonly targets?: {
      readonly [N in keyof TargetOptions]?: Partial<TargetOptions[N]>;
    };
  } = {},
): Plan {
  return {
    specName: more.specName ?? "tuning.yaml",
    nodes,
    cilium: more.cilium,
    workloads: more.workloads ?? [],
    targets: {
      nixos: { ...targets.nixos, ...more.targets?.nixos },
      talos: { ...targets.talos, ...more.targets?.talos },
      k3s: { ...targets.k3s, ...more.targets?.k3s },
      rke2: { ...targets.rke2, ...more.targets?.rke2 },
      kubeadm: { ...targets.kubeadm, ...more.targets?.kubeadm },
      pods: { ...targets.pods, ...more.targets?.pods },
      "sysctl.d": { ...targets["sysctl.d"], ...more.targets?.["sysctl.d"] },
      system: { ...targets.system, ...more.targets?.system },
      mounts: { ...targets.mounts, ...more.targets?.mounts },
      interrupts: { ...targets.interrupts, ...more.targets?.interrupts },
      cilium: { ...targets.cilium, ...more.targets?.cilium },
      prometheus: { ...targets.prometheus, ...more.targets?.prometheus },
    },
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
