import type { WrittenNode } from "../../core/platform.js";
import type { NodePlan, Plan } from "../../plan/types.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import { valueText } from "../../settings/sysctl/value.js";
import { networkPrerequisites } from "../../platform/component/kubernetes.js";
import { isLeft, mayBeWritten } from "../../platform/writers.js";
import { writtenNode } from "../../plan/written-node.js";
import { deadKey } from "../../catalogue/dead-keys.js";
import { isPinnedByGuides } from "../../catalogue/hardening-keys.js";
import { proxyDefaults } from "../support/proxy-defaults.js";
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
  explanation:
    "A setting that repeats the default of the kernel, of the operating system or of kube-proxy changes nothing, and makes the settings that do change something harder to see. It may be intended, to pin the value in case the default changes. It is reported only if the default is certain on every node that the line applies to, nothing else is known to write the key, hardening guides do not ask for the key, and the line does not override another line of the spec.",
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
  check: (plan, spec) => [
    ...[...lines(plan).values()].flatMap(({ sysctl, whose }) =>
      whose === undefined ? [] : [report(sysctl, whose)],
    ),
    ...proxyDefaults(spec, plan.nodes),
  ],
});

interface Line {
  readonly sysctl: Sysctl;
  /** The first clause of `why`; undefined where the value is not the default on one of the nodes. */
  readonly whose: string | undefined;
}

/** Every written line by its place, with whose default it is on the nodes that it applies to. */
function lines(plan: Plan): ReadonlyMap<string, Line> {
  const found = new Map<string, Line>();
  const seen = new Set<NodePlan["settings"]>();
  for (const node of plan.nodes) {
    // A host without settings of its own resolves as its role does.
    if (seen.has(node.settings)) continue;
    seen.add(node.settings);
    const written = writtenNode(node, plan);
    for (const sysctl of settings(node)) {
      const { source, start } = sysctl.origin.span;
      const place = `${source.name}:${start}`;
      const known = found.get(place);
      if (known !== undefined && known.whose === undefined) continue;
      // A companion is placed at the line that it is derived from.
      if (sysctl.because !== undefined) continue;
      found.set(place, { sysctl, whose: whoseDefault(sysctl, node, written) });
    }
  }
  return found;
}

/** Says whose default the value is on a node, as a clause; undefined where it is not certainly the default. */
function whoseDefault(
  sysctl: Sysctl,
  node: NodePlan,
  seen: WrittenNode,
): string | undefined {
  const { id, value, from, overrode, baseline } = sysctl;
  // A value that overrides another line, or was merged with a floor, is intended.
  if (value === undefined || overrode.length > 0 || from.length > 1)
    return undefined;
  const text = valueText(value);
  const dependent = conditions.get(id);
  if (dependent !== undefined && setting(node, dependent) !== undefined)
    return undefined;
  if (baseline?.sure !== true || baseline.value !== text) return undefined;
  if (deadKey(id, node.facts) !== undefined || isPinnedByGuides(id))
    return undefined;
  const { by } = baseline;
  if (by !== undefined) {
    return isLeft(id, text, seen)
      ? `${by} sets it at boot, so the line changes nothing`
      : undefined;
  }
  return baseline.candidates.length > 1 ||
    networkPrerequisites.has(id) ||
    mayBeWritten(id, seen)
    ? undefined
    : "it is the kernel's default, so the line changes nothing";
}

function report(sysctl: Sysctl, whose: string): Report {
  return {
    about: sysctl,
    span: sysctl.origin.span,
    message: `\`${sysctl.id}\` is already ${shown(sysctl)} by default`,
    why: whose,
    help: "remove the line, or write `null` to keep its reason; to pin the value, accept this finding with a reason",
  };
}

function shown({ value }: Sysctl): string {
  const text = value === undefined ? "" : valueText(value);
  return text === "" ? "empty" : text;
}
