import type { Arch } from "../../core/facts.js";
import { keyAct } from "../../catalogue/acts.js";
import { descriptionOf } from "../../catalogue/descriptions.js";
import { type DeadKey, findDead } from "../../catalogue/dead-keys.js";
import { emptyValue } from "../../catalogue/empty-values.js";
import {
  type InterfaceReach,
  interfaceReachOf,
} from "../../catalogue/interface-reach.js";
import type { KeyFacts, Release, Scope } from "../../catalogue/types.js";
import { timeline } from "../../catalogue/timeline.js";
import {
  podNamespaceOf,
  safeFrom,
} from "../../platform/component/kubernetes.js";
import { keyOf } from "../../core/key.js";
import type { Unit } from "../../core/unit.js";
import { type Defaults, defaultsOf } from "./default-table.js";
import { byKernel, type OnKernels, releasesOf } from "./kernels.js";

/** What a kernel accepts: a range for each field, undefined if not measured. */
export type Accepted = readonly (
  { readonly min: bigint; readonly max: bigint } | undefined
)[];

/** Where a key can be set, and what a new network namespace starts with. */
export interface Reach {
  readonly scope: Scope;
  readonly inherited: boolean | undefined;
}

/** The measured kernels that have a key. */
export interface Lifetime {
  /** The kernels that have it, oldest first. */
  readonly kernels: readonly string[];
  /** The last measured kernel before it was added. */
  readonly notIn?: string;
  /** The first measured kernel after it was removed. */
  readonly goneBy?: string;
  /** Set if only the kernels of one architecture have it. */
  readonly arch?: Arch;
}

/** Whether a pod may set the key. */
export type PodLeave =
  | { readonly leave: "safe"; readonly since: string }
  | { readonly leave: "allow-list" }
  /** `namespaced`: pods have no separate value; `kubelet`: the kubelet does not accept the key. */
  | { readonly leave: "never"; readonly because: "namespaced" | "kubelet" };

/** The catalogue's facts about a key. */
export interface KeyCard {
  readonly summary: string | undefined;
  /** Set if a write has no effect, on some or all kernels. */
  readonly noEffect?: DeadKey;
  /** The value that cannot be taken back before the next boot. */
  readonly oneWay?: string;
  /** What an empty value means; set for keys that accept one. */
  readonly empty?: string;
  /** Set for keys that exist once per network interface. */
  readonly interfaces?: InterfaceReach;
  readonly kind: KeyFacts["kind"];
  readonly unit: Unit | undefined;
  readonly accepts: readonly OnKernels<Accepted>[];
  readonly defaults: Defaults;
  readonly reach: readonly OnKernels<Reach>[];
  readonly module: string | undefined;
  readonly lifetime: Lifetime;
  readonly pods: PodLeave;
  readonly source: string | undefined;
}

export function keyCard(facts: KeyFacts): KeyCard {
  const releases = releasesOf(facts);
  const description = descriptionOf(facts.id);
  const reach = byKernel(releases, reachOf, ({ scope, inherited }) =>
    [scope, inherited].join(" "),
  );
  const noEffect = findDead(facts.id);
  const oneWay = keyAct(facts.id)?.oneWay;
  const empty = emptyValue(facts.id)?.means;
  const interfaces = interfaceReachOf(keyOf(facts.id.split(".")));
  return {
    summary: description?.summary,
    ...(noEffect !== undefined && { noEffect }),
    ...(oneWay !== undefined && { oneWay: String(oneWay) }),
    ...(empty !== undefined && { empty }),
    ...(interfaces !== undefined && { interfaces }),
    kind: facts.kind,
    unit: facts.unit,
    accepts: byKernel(releases, acceptedBy, (ranges) =>
      ranges
        .map((range) => (range ? `${range.min}..${range.max}` : ""))
        .join(" "),
    ),
    defaults: defaultsOf(facts),
    reach,
    module: facts.module,
    lifetime: lifetimeOf(facts),
    pods: podLeave(facts.id, reach.at(-1)?.value.scope),
    source: description?.source,
  };
}

function acceptedBy({ ranges }: Release): Accepted | undefined {
  return ranges?.some((range) => range !== undefined) === true
    ? ranges
    : undefined;
}

function reachOf({ scope, inherited }: Release): Reach | undefined {
  if (scope === undefined) return undefined;
  return { scope, inherited };
}

function lifetimeOf(facts: KeyFacts): Lifetime {
  const line = timeline(facts, undefined);
  const first = line.findIndex(({ has }) => has === "yes");
  const last = line.findLastIndex(({ has }) => has === "yes");
  const notIn = line.slice(0, Math.max(0, first)).findLast(isAbsent)?.kernel;
  const goneBy = line.slice(last + 1).find(isAbsent)?.kernel;
  const archs = new Set(facts.releases.map(({ arch }) => arch));
  const [arch] = archs;
  const onArm64 = facts.releases.some((release) => release.arch === "arm64");
  // Most kernels were measured only on amd64, which proves nothing about arm64; only 6.12 was measured on both.
  const onBoth = facts.releases.some(({ kernel }) => kernel === "6.12");
  const single = archs.size === 1 && (onArm64 || onBoth);
  return {
    kernels: releasesOf(facts).map(({ kernel }) => kernel),
    ...(notIn !== undefined && { notIn }),
    ...(goneBy !== undefined && { goneBy }),
    ...(single && arch !== undefined && { arch }),
  };
}

function isAbsent({ has }: { readonly has: string }): boolean {
  return has === "no";
}

function podLeave(id: string, scope: Scope | undefined): PodLeave {
  const since = safeFrom(id);
  if (since !== undefined) return { leave: "safe", since };
  const namespace = podNamespaceOf(id);
  if (namespace === undefined) return { leave: "never", because: "kubelet" };
  const own = scope === (namespace === "net" ? "netns" : "ipc");
  return own || scope === "netns-global"
    ? { leave: "allow-list" }
    : { leave: "never", because: "namespaced" };
}
