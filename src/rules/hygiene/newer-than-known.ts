import { newestMeasured } from "../../catalogue/timeline.js";
import { keysOf } from "../../core/keys-of.js";
import { compareVersions, parseVersion } from "../../core/version.js";
import type { Spec } from "../../language/model.js";
import type { NodePlan, Plan } from "../../plan/types.js";
import { newestChart } from "../../platform/component/cilium-maps.js";
import { newestKubernetes } from "../../platform/component/kubernetes.js";
import { distros, readDistro } from "../../platform/distro/registry.js";
import { defineRule, type Report } from "../rule.js";
import { layersOf, nodesByPlace } from "../support/fact-places.js";

/** A release that a spec states, and the newest one that was read. */
interface Stated {
  readonly what: string;
  readonly release: string | undefined;
  readonly newest: string | undefined;
}

/** The facts that are releases. */
const releases = {
  osVersion: ({ platform, facts }: NodePlan): Stated => ({
    what: platform.systemLabel,
    release: facts.osVersion,
    newest: platform.newest,
  }),
  kernel: ({ facts }: NodePlan): Stated => ({
    what: "Linux",
    release: facts.kernel,
    newest: newestMeasured,
  }),
  kubernetes: ({ facts }: NodePlan): Stated => ({
    what: "Kubernetes",
    release: facts.kubernetes,
    newest: newestKubernetes,
  }),
  distro: (node: NodePlan, spec: Spec): Stated => {
    const { host, role } = layersOf(node, spec);
    const text =
      host?.facts.distro ?? role?.facts.distro ?? spec.facts.distro ?? "";
    const { name = "", release } = readDistro(text) ?? {};
    const distro = distros.get(name);
    const newest = distro?.releases?.known.at(-1);
    // `10.2` is a Rocky Linux 10, and `26.10` is not an Ubuntu 26.04.
    const isMajor = newest?.includes(".") === false;
    return {
      what: distro?.label ?? name,
      release: isMajor ? release?.replace(/\..*/u, "") : release,
      newest,
    };
  },
} as const;

export const newerThanKnown = defineRule({
  name: "newer-than-known",
  scope: "plan",
  severity: "note",
  group: "hygiene",
  summary: "A release that is newer than those that tunegen knows",
  page: () => ({
    explanation:
      "What tunegen knows of keys, defaults, kernels and formats was measured or read up to a release of each system. For a newer release it uses what is true of the newest one that it knows, which may have changed since. A release that does not exist yet is also how a typing error looks.",
    source:
      "docs/platforms.md; catalogue/README.md, the measured kernels of each release",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: nixos, osVersion: "62.05" }
    sysctl:
      net.core.somaxconn: 32768 # Bursts at the ingress
`,
      at: "4:35",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: nixos, osVersion: "26.05" }
    sysctl:
      net.core.somaxconn: 32768 # Bursts at the ingress
`,
    },
  }),
  check: (plan, spec) => [
    ...keysOf(releases).flatMap((fact) => reportsOf(fact, plan, spec)),
    ...ofChart(plan),
  ],
});

/** Reports each place that states a release, with all nodes that have it from there. */
function reportsOf(
  fact: keyof typeof releases,
  { nodes }: Plan,
  spec: Spec,
): readonly Report[] {
  return [...nodesByPlace(fact, nodes, spec)].flatMap(([span, among]) => {
    const [node] = among;
    const text = node && textOf(releases[fact](node, spec));
    // The nodes' own `accept` silences it for them.
    return text === undefined
      ? []
      : [{ about: { accept: new Map() }, span, nodes: among, ...text }];
  });
}

function ofChart({ cilium }: Plan): readonly Report[] {
  const text =
    cilium &&
    textOf({ what: "Cilium", release: cilium.version, newest: newestChart });
  return cilium === undefined || text === undefined
    ? []
    : [{ about: cilium, span: cilium.span, ...text }];
}

function textOf({
  what,
  release = "",
  newest = "",
}: Stated): Pick<Report, "message" | "why" | "help"> | undefined {
  const [stated, known] = [release, newest].map((text) =>
    parseVersion(text.includes(".") ? text : `${text}.0`),
  );
  return stated !== undefined &&
    known !== undefined &&
    compareVersions(stated, known) > 0
    ? {
        message: `${what} ${release} is newer than ${newest}, the newest that tunegen knows`,
        why: `it is checked as ${what} ${newest}, so changes in later releases are not seen`,
        help: "correct the release, or update tunegen to a version that knows it",
      }
    : undefined;
}
