import { ownedPlace } from "../explain/places.js";
import type { Mount } from "../language/model.js";
import type { MonitoringPlan } from "../plan/monitoring-types.js";
import type { CiliumPlan, Plan, WorkloadPlan } from "../plan/types.js";
import type { ChangeRisk } from "../risk/classes.js";
import { ciliumRisk } from "../risk/cilium.js";
import {
  monitoringRisk,
  mountRisk,
  podSysctlRisk,
} from "../risk/kubernetes.js";
import { valueText } from "../settings/sysctl/value.js";
import type { Change, Part } from "./types.js";

/** A value of a part, with what is told of its change. */
type Item = Partial<Pick<Change, "place" | "why">> & {
  readonly text: string;
};

type Items = ReadonlyMap<string, Item>;

const NONE: Items = new Map();

/** Lists what changes apart from the nodes: Cilium, workloads, mounts and monitoring. */
export function partChanges(before: Plan, after: Plan): readonly Part[] {
  return [
    part("cilium", "", ciliumItems(before.cilium), ciliumItems(after.cilium), {
      kind: "cilium",
      risk: (name) => ciliumRisk(name.split(".")),
    }),
    ...named(before.workloads, after.workloads).map(([name, was, is]) =>
      part("workload", name, workloadItems(was), workloadItems(is), {
        kind: "podSysctl",
        risk: () => podSysctlRisk,
      }),
    ),
    ...named(before.mounts ?? [], after.mounts ?? []).map(([name, was, is]) =>
      part("mount", name, mountItems(was), mountItems(is), {
        kind: "mountOption",
        risk: () => mountRisk,
      }),
    ),
    part(
      "monitoring",
      "",
      monitoringItems(before.monitoring),
      monitoringItems(after.monitoring),
      { kind: "monitoring", risk: () => monitoringRisk },
    ),
  ].filter(({ changes }) => changes.length > 0);
}

function part(
  what: Part["kind"],
  name: string,
  before: Items,
  after: Items,
  {
    kind,
    risk,
  }: {
    readonly kind: Change["kind"];
    readonly risk: (name: string) => ChangeRisk;
  },
): Part {
  const names = new Set([...after.keys(), ...before.keys()]);
  const changes = [...names].flatMap((each): readonly Change[] => {
    const [was, is] = [before.get(each), after.get(each)];
    if (was?.text === is?.text) return [];
    const { why = [], place } = is ?? was ?? {};
    return [
      {
        kind,
        name: each,
        before: was?.text,
        after: is?.text,
        standard: undefined,
        why,
        place,
        overrode: [],
        because: [],
        risk: risk(each),
      },
    ];
  });
  return { kind: what, name, changes };
}

/** Those of one name, before and after. */
function named<T extends { readonly name: string }>(
  before: readonly T[],
  after: readonly T[],
): readonly (readonly [string, T | undefined, T | undefined])[] {
  const [old, now] = [before, after].map(
    (all) => new Map(all.map((each) => [each.name, each])),
  );
  const names = new Set([...after, ...before].map(({ name }) => name));
  return [...names].map((name) => [name, old?.get(name), now?.get(name)]);
}

function ciliumItems(cilium: CiliumPlan | undefined): Items {
  if (cilium === undefined) return NONE;
  return new Map(
    cilium.values.map(({ path, value, why, span }) => [
      path.join("."),
      {
        text: String(value),
        why: why.length > 0 || cilium.why === undefined ? why : [cilium.why],
        place: ownedPlace({ owner: { kind: "spec", name: "" }, span }),
      },
    ]),
  );
}

function workloadItems(workload: WorkloadPlan | undefined): Items {
  if (workload === undefined) return NONE;
  const { kind, namespace, objectName, hostNetwork, hostIPC, sysctls } =
    workload;
  return new Map<string, Item>([
    ...fields({
      object: `${kind} ${namespace === undefined ? "" : `${namespace}/`}${objectName}`,
      hostNetwork: hostNetwork ? "true" : undefined,
      hostIPC: hostIPC ? "true" : undefined,
    }),
    ...sysctls.map(
      ({ id, value, why, origin }) =>
        [
          id,
          {
            text: valueText(value),
            why: [why ?? workload.why ?? []].flat(),
            place: ownedPlace(origin),
          },
        ] as const,
    ),
  ]);
}

function mountItems(mount: Mount | undefined): Items {
  if (mount === undefined) return NONE;
  const { driver, list, settings, persistentVolumes, storageClasses } = mount;
  const names = (all: typeof persistentVolumes): string | undefined =>
    all.map(({ name }) => name).join(", ") || undefined;
  return new Map<string, Item>([
    ...fields({
      driver,
      list,
      persistentVolumes: names(persistentVolumes),
      storageClasses: names(storageClasses),
    }),
    ...settings.mountOption.map(
      ({ id, value, why, origin }) =>
        [
          id,
          {
            text: value === true ? "set" : value,
            why: [why ?? mount.why ?? []].flat(),
            place: ownedPlace(origin),
          },
        ] as const,
    ),
  ]);
}

function monitoringItems(monitoring: MonitoringPlan | undefined): Items {
  if (monitoring === undefined) return NONE;
  const { alerts, panels, recordings, drift } = monitoring;
  const { namespace, labels, roleLabel, hostLabel } = monitoring;
  const matchers = (kind: "roles" | "hosts"): readonly [string, Item][] =>
    [...monitoring[kind]].map(([name, all]) => [
      `${kind}.${name}`,
      { text: all.map(({ label, op, value }) => label + op + value).join(",") },
    ]);
  return new Map<string, Item>([
    ...fields({
      namespace,
      roleLabel,
      hostLabel,
      labels:
        [...labels].map(([name, value]) => `${name}=${value}`).join(",") ||
        undefined,
      drift: String(drift),
    }),
    ...matchers("roles"),
    ...matchers("hosts"),
    ...recordings.flatMap(({ name, query }) =>
      typeof query === "string"
        ? [[`recordingRules.${name}`, { text: query }] as const]
        : [],
    ),
    ...[...panels].flatMap(([name, { on, span }]) =>
      span === undefined
        ? []
        : [[`panels.${name}`, { text: String(on) }] as const],
    ),
    ...[...alerts.values()].map(
      (alert) =>
        [
          `alerts.${alert.name}`,
          {
            text: `${alert.threshold !== undefined ? `${alert.threshold} %, ` : ""}for ${alert.for}, ${alert.severity}`,
          },
        ] as const,
    ),
  ]);
}

function fields(
  all: Readonly<Record<string, string | undefined>>,
): readonly (readonly [string, Item])[] {
  return Object.entries(all).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, { text }] as const],
  );
}
