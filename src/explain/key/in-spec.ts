import type { NodePlan, Plan } from "../../plan/types.js";
import {
  proxyFields,
  conntrackIds,
} from "../../platform/component/proxy-fields.js";
import { type Finding, toFinding } from "../../core/finding.js";
import type { Spec } from "../../language/model.js";
import type { SysctlKey } from "../../core/key.js";
import type { Span } from "../../core/source.js";
import { valueText } from "../../settings/sysctl/value.js";
import { type Emitted, type EmittedLine, linesOf } from "../emitted.js";
import { type KeyUsage, keyUsage, settingFor } from "./usage.js";
import { type OwnedPlace, ownedPlace } from "../places.js";
import { valueWords } from "../quantities.js";
import type { Reported } from "../reported.js";

/** A key that the pods of a workload set. */
export interface PodUsage {
  readonly workload: string;
  readonly namespace: string | undefined;
  readonly value: string;
  readonly words: string | undefined;
  readonly why: string | undefined;
  readonly place: OwnedPlace;
  /** The roles whose kubelets allow it, and the lines that configure them. */
  readonly allowedBy: readonly string[];
  readonly lines: readonly EmittedLine[];
}

/** A node that leaves the value to kube-proxy. */
export interface ProxyUsage {
  readonly node: Pick<NodePlan, "kind" | "name" | "role">;
  readonly flags: readonly string[];
  readonly lines: readonly EmittedLine[];
}

/** What a spec does with a key. */
export interface KeyInSpec {
  readonly spec: string;
  readonly usages: readonly KeyUsage[];
  readonly pods: readonly PodUsage[];
  readonly proxies: readonly ProxyUsage[];
  /** Roles and hosts that neither set it nor leave it to kube-proxy. */
  readonly notSetOn: readonly string[];
  readonly findings: readonly Finding[];
}

/** The compiled spec that explanations use. */
export interface SpecView extends Reported {
  readonly spec: Spec;
  readonly plan: Plan;
  readonly emitted: Emitted;
}

export function keyInSpec(key: SysctlKey, view: SpecView): KeyInSpec {
  const { id } = key;
  const { plan, emitted } = view;
  const usages: KeyUsage[] = [];
  const proxies: ProxyUsage[] = [];
  const notSetOn: string[] = [];
  for (const node of plan.nodes) {
    const usage = keyUsage(key, node, plan, emitted);
    const proxy = proxyUsage(id, node, emitted);
    if (usage !== undefined) usages.push(usage);
    else if (proxy !== undefined) proxies.push(proxy);
    else notSetOn.push(node.name);
  }
  return {
    spec: view.name,
    usages,
    pods: podUsages(id, plan, emitted),
    proxies,
    notSetOn,
    findings: findingsAbout(key, view),
  };
}

function proxyUsage(
  id: string,
  node: NodePlan,
  emitted: Emitted,
): ProxyUsage | undefined {
  const own = node.settings.kubeProxy.filter(
    ({ id: field, because }) =>
      because.length === 0 && conntrackIds(field).includes(id),
  );
  if (own.length === 0) return undefined;
  const { kind, name, role } = node;
  const flags = own.map(
    ({ id: field, value }) => `${proxyFields[field].flag}=${value}`,
  );
  const fields = own.map((setting) => setting.id);
  return {
    node: { kind, name, role },
    flags,
    lines: linesOf(emitted, node, "kubeProxy", fields),
  };
}

/** Lists the workloads whose pods set a key. */
export function podUsages(
  id: string,
  plan: Plan,
  emitted: Emitted,
): readonly PodUsage[] {
  return plan.workloads.flatMap((workload) =>
    workload.sysctls
      .filter((sysctl) => sysctl.id === id)
      .map((sysctl) => {
        const value = valueText(sysctl.value);
        const allowing = plan.nodes.filter(
          ({ kind, role, settings }) =>
            kind === "role" &&
            workload.roles.includes(role) &&
            settings.allowance.some((allowance) => covers(allowance.id, id)),
        );
        return {
          workload: workload.name,
          namespace: workload.namespace,
          value,
          words: valueWords(value, sysctl.known?.unit),
          why: sysctl.why,
          place: ownedPlace(sysctl.origin),
          allowedBy: allowing.map(({ name }) => name),
          lines: allowing.flatMap((node) => linesAllowing(emitted, node, id)),
        };
      }),
  );
}

function linesAllowing(
  emitted: Emitted,
  node: NodePlan,
  id: string,
): readonly EmittedLine[] {
  const patterns = node.settings.allowance
    .map((allowance) => allowance.id)
    .filter((pattern) => covers(pattern, id));
  return linesOf(emitted, node, "allowance", patterns);
}

/** Returns whether a pattern of an allow-list matches a key. */
export function covers(pattern: string, id: string): boolean {
  return pattern.endsWith("*")
    ? id.startsWith(pattern.slice(0, -1))
    : id === pattern;
}

function startOf({ source, start }: Span): string {
  return `${source.name}:${start}`;
}

/** The findings on lines that set the key, and those that mention it. */
function findingsAbout(
  key: SysctlKey,
  { plan, diagnostics }: SpecView,
): readonly Finding[] {
  const { id } = key;
  const spans: readonly Span[] = [
    ...plan.nodes.flatMap((node) => {
      const sysctl = settingFor(key, node);
      return sysctl === undefined
        ? []
        : [sysctl.origin, ...sysctl.from, ...sysctl.overrode];
    }),
    ...plan.workloads.flatMap(({ sysctls }) =>
      sysctls.filter((sysctl) => sysctl.id === id).map(({ origin }) => origin),
    ),
  ].map(({ span }) => span);
  const starts = new Set(spans.map(startOf));
  return diagnostics
    .filter(
      ({ span, message }) =>
        message.includes(`\`${id}\``) ||
        (span !== undefined && starts.has(startOf(span))),
    )
    .map(toFinding);
}
