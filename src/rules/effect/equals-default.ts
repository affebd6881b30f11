import type { WrittenNode } from "../../core/platform.js";
import type { Span } from "../../core/source.js";
import { distinctNodes } from "../../plan/distinct-nodes.js";
import type { NodePlan, Plan } from "../../plan/types.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import { valueText } from "../../settings/sysctl/value.js";
import { networkPrerequisites } from "../../platform/component/kubernetes.js";
import { comparedValue } from "../../platform/baseline.js";
import { isLeft, mayBeWritten } from "../../platform/writers.js";
import { writtenNode } from "../../plan/written-node.js";
import { deadKey } from "../../catalogue/dead-keys.js";
import { isPinnedByGuides } from "../../catalogue/hardening-keys.js";
import { type DefaultLine, proxyDefaults } from "../support/proxy-defaults.js";
import { isIdle } from "../support/interface-effect.js";
import { setting, settings } from "../support/node-settings.js";
import { defineRule, type Report } from "../rule.js";

/** Keys that another key depends on: writing the default beside that key states the dependency. */
const conditions: ReadonlyMap<string, string> = new Map([
  ["net.ipv4.tcp_timestamps", "net.ipv4.tcp_tw_reuse"],
]);

export const equalsDefault = defineRule({
  name: "equals-default",
  scope: "plan",
  severity: "note",
  group: "effect",
  summary:
    "A setting that is already the default on every node that it applies to",
  page: () => ({
    explanation:
      "A setting that repeats the default of the kernel, of the operating system or of kube-proxy changes nothing, and makes the settings that do change something harder to see. It may be intended, to pin the value in case the default changes. It is reported only if the default is certain on every node that the line applies to, nothing else is known to write the key, hardening guides do not ask for the key, and the line does not override another line of the spec. Several such settings of a profile, role or host are one finding.",
    source:
      "measured, catalogue/measured/catalogue.tsv; src/platform/own and src/platform/distro for what systems set; kubernetes/kubernetes, pkg/proxy/apis/config/v1alpha1/defaults.go",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.tcp_window_scaling: 1 # Windows beyond 64 KiB
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.tcp_window_scaling: null # On by default; keep it on
`,
    },
  }),
  together: {
    message: (count) => `${count} settings are already the default`,
    help: "remove the lines, or write `null` for a sysctl to keep its reason; to pin a value, accept this finding there with a reason",
  },
  check: (plan, spec) =>
    [...sysctlDefaults(plan), ...proxyDefaults(spec, plan.nodes)].map(reportOf),
});

function reportOf(line: DefaultLine): Report {
  const { about, span, owner, nodes, why, mayBeNull } = line;
  const names = nodes.map(({ kind, name }) => `${kind} ${name}`);
  return {
    about,
    span,
    group: [owner.kind, owner.name, ...names].join("\0"),
    message: messageOf(line),
    why: `${why}, so this changes nothing`,
    help: `remove the line${mayBeNull ? ", or write `null` to keep its reason" : ""}; to pin the value, accept this finding with a reason`,
  };
}

function messageOf({ id, value }: DefaultLine): string {
  return `\`${id}\` is already ${value === "" ? "empty" : value} by default`;
}

/** A line whose value is the default on all nodes that it applies to. */
interface Line {
  readonly sysctl: Sysctl;
  readonly whose: Whose;
  /** Those on which it repeats the default. */
  readonly nodes: Set<NodePlan>;
}

type Whose = Pick<DefaultLine, "why">;

/** The lines that repeat a default on all of their nodes. */
function sysctlDefaults(plan: Plan): readonly DefaultLine[] {
  return lines(plan).map(({ sysctl, whose, nodes }) => {
    const { id, value, origin } = sysctl;
    return {
      about: sysctl,
      span: origin.span,
      owner: origin.owner,
      nodes: [...nodes],
      id,
      value: value === undefined ? "" : valueText(value),
      ...whose,
      mayBeNull: true,
    };
  });
}

function lines(plan: Plan): readonly Line[] {
  const nodes = distinctNodes(plan.nodes);
  const found = new Map<Span, Line>();
  for (const node of nodes) {
    const written = writtenNode(node, plan);
    for (const sysctl of settings(node)) {
      const whose = whoseDefault(sysctl, node, written);
      if (whose === undefined) continue;
      const { span } = sysctl.origin;
      const line = found.get(span) ?? { sysctl, whose, nodes: new Set() };
      line.nodes.add(node);
      found.set(span, line);
    }
  }
  if (found.size === 0) return [];
  for (const node of nodes)
    for (const { origin, because } of settings(node)) {
      const line = because === undefined ? found.get(origin.span) : undefined;
      if (line?.nodes.has(node) === false) found.delete(origin.span);
    }
  return [...found.values()];
}

/** Says whose default the value is on a node; undefined where it is not certainly the default. */
function whoseDefault(
  sysctl: Sysctl,
  node: NodePlan,
  seen: WrittenNode,
): Whose | undefined {
  const { id, value, from, overrode, because, baseline } = sysctl;
  if (value === undefined || baseline === undefined) return undefined;
  const text = valueText(value);
  if (comparedValue(baseline) !== text) return undefined;
  // A value that overrides another line, or was merged with a floor, is intended. A companion has the line of another setting.
  if (overrode.length > 0 || from.length > 1 || because !== undefined)
    return undefined;
  const dependent = conditions.get(id);
  if (dependent !== undefined && setting(node, dependent) !== undefined)
    return undefined;
  if (
    deadKey(id, node.facts) !== undefined ||
    isPinnedByGuides(id) ||
    isIdle(sysctl, node)
  )
    return undefined;
  const { by } = baseline;
  if (by !== undefined) {
    return isLeft(id, text, seen)
      ? { why: `${by} sets it at boot` }
      : undefined;
  }
  return baseline.candidates.length > 1 ||
    networkPrerequisites.has(id) ||
    mayBeWritten(id, seen)
    ? undefined
    : kernels;
}

const kernels: Whose = {
  why: "it is the kernel's default",
};
