import type { NodePlan, Plan } from "../../plan/types.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import { segmentTest } from "../../catalogue/glob.js";
import type { SysctlKey } from "../../core/key.js";
import { proxyFields } from "../../platform/component/proxy-fields.js";
import { settings } from "../../rules/support/node-settings.js";
import { valueText } from "../../settings/sysctl/value.js";
import { type Emitted, type EmittedLine, linesOf } from "../emitted.js";
import { type MemoryCost, memoryOf } from "../memory.js";
import { type OwnedPlace, ownedPlace } from "../places.js";
import { valueWords } from "../quantities.js";
import type { Writing } from "../../core/platform.js";
import { writtenNode } from "../../plan/written-node.js";
import { writersOn } from "../../platform/writers.js";

/** A companion: something that a setting needs to take effect. */
export interface Companion {
  readonly kind: "module" | "kube-proxy" | "sysctl";
  /** `nf_conntrack`, `conntrack-max-per-core=0`, `net.ipv4.ip_local_reserved_ports` */
  readonly name: string;
  readonly lines: readonly EmittedLine[];
}

/** A key on one role or host. */
export interface KeyUsage {
  readonly node: Pick<NodePlan, "kind" | "name" | "role">;
  /** Set if a pattern sets it: `net.ipv4.conf.*.rp_filter`. */
  readonly pattern: string | undefined;
  /** Undefined if the kernel default is kept. */
  readonly value: string | undefined;
  readonly words: string | undefined;
  readonly left: Sysctl["left"];
  readonly baseline: Sysctl["baseline"];
  /** The default with units; undefined if it has several fields, or is not certain. */
  readonly defaultWords: string | undefined;
  readonly why: readonly string[];
  readonly place: OwnedPlace;
  /** Other settings that were merged into it (floors and sets). */
  readonly joined: readonly OwnedPlace[];
  readonly overrode: readonly OwnedPlace[];
  /** The settings that need it, if it was derived or merged with a derived one. */
  readonly because: NonNullable<Sysctl["because"]>;
  readonly companions: readonly Companion[];
  readonly writers: readonly Writing[];
  readonly costs: readonly MemoryCost[];
  /** The node's memory in bytes, if known. */
  readonly memory: bigint | undefined;
  readonly lines: readonly EmittedLine[];
}

/** Finds the setting of a key on a node, or that of a pattern that matches it. */
export function settingFor(key: SysctlKey, node: NodePlan): Sysctl | undefined {
  const all = settings(node);
  return (
    all.find(({ id }) => id === key.id) ??
    all.find(
      (each) =>
        each.key.isPattern &&
        each.key.segments.length === key.segments.length &&
        each.key.segments.every((segment, at) =>
          segmentTest(segment)(key.segments[at] ?? ""),
        ),
    )
  );
}

/** Explains a key on a node; undefined if the node does not set it. */
export function keyUsage(
  key: SysctlKey,
  node: NodePlan,
  plan: Plan,
  emitted: Emitted,
): KeyUsage | undefined {
  const sysctl = settingFor(key, node);
  if (sysctl === undefined) return undefined;
  const { id } = sysctl;
  const { value, left, baseline, why, origin, from, overrode } = sysctl;
  const text = value && valueText(value);
  return {
    node: { kind: node.kind, name: node.name, role: node.role },
    pattern: id === key.id ? undefined : id,
    value: text,
    words:
      text === undefined
        ? undefined
        : valueWords(text, sysctl.known?.unit, node.facts),
    left,
    baseline,
    defaultWords: defaultWords(sysctl, node),
    why,
    place: ownedPlace(origin),
    joined: from.filter((each) => each !== origin).map(ownedPlace),
    overrode: overrode.map(ownedPlace),
    because: sysctl.because ?? [],
    companions: companionsOf(id, node, emitted),
    writers: writersOn(key.id, writtenNode(node, plan)),
    costs: memoryOf(node, plan).costs.filter((cost) => cost.id === id),
    memory: node.facts.memory,
    lines: linesOf(emitted, node, "sysctl", [id]),
  };
}

function defaultWords(
  { baseline, known }: Sysctl,
  { facts }: NodePlan,
): string | undefined {
  const value = baseline?.value ?? "";
  return baseline?.sure === true && !value.includes(" ")
    ? valueWords(value, known?.unit, facts)
    : undefined;
}

function companionsOf(
  id: string,
  node: NodePlan,
  emitted: Emitted,
): readonly Companion[] {
  const needed = ({ because }: { readonly because: readonly string[] }) =>
    because.includes(id);
  return [
    ...node.settings.module.filter(needed).map(({ id: name }) => ({
      kind: "module" as const,
      name,
      lines: linesOf(emitted, node, "module", [name]),
    })),
    ...node.settings.kubeProxy.filter(needed).map(({ id: field, value }) => ({
      kind: "kube-proxy" as const,
      name: `${proxyFields[field].flag}=${value}`,
      lines: linesOf(emitted, node, "kubeProxy", [field]),
    })),
    ...settings(node)
      .filter(({ because }) => because?.some((cause) => cause.id === id))
      .map((sysctl) => ({
        kind: "sysctl" as const,
        name: sysctl.id,
        lines: linesOf(emitted, node, "sysctl", [sysctl.id]),
      })),
  ];
}
