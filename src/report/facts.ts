import { keysOf } from "../core/keys-of.js";
import type { Spec } from "../language/model.js";
import { statedFacts } from "../plan/machine.js";
import type { NodePlan } from "../plan/types.js";
import {
  mergeFacts,
  type StatedFacts,
  statedFacts as allFacts,
} from "../platform/facts.js";
import { type FactName, factsWords } from "../platform/facts-words.js";
import { grouped } from "../explain/grouped.js";
import type { KnownPart } from "./known/known-part.js";
import { reachKey } from "./known/losses.js";
import type { FactsReport } from "./types.js";

/** What a reader asks of every node, known or not. */
const asked: readonly (readonly [string, readonly FactName[]])[] = [
  ["System", ["os", "distro"]],
  ["Distribution", ["distribution"]],
  ["Kubernetes", ["kubernetes"]],
  ["Kernel", ["kernel"]],
  ["Architecture", ["arch"]],
  ["CPUs", ["cpus"]],
  ["Memory", ["memory"]],
  ["kube-proxy", ["kubeProxy"]],
  ["Network plug-in", ["cni"]],
];

/** What a node outside of a cluster does not have. */
const ofCluster: ReadonlySet<FactName> = new Set([
  "kubernetes",
  "kubeProxy",
  "cni",
]);

const others = keysOf(allFacts).filter(
  (name) =>
    name !== "osVersion" && asked.every(([, names]) => !names.includes(name)),
);

/** Lists the facts of each role, and of the hosts that state others; what the spec does not state is undefined. */
export function factsOf(spec: Spec, known: KnownPart): FactsReport {
  const { nodes } = known.plan;
  const { knownOf } = known;
  const rows = nodes
    .filter(({ kind }) => kind === "role")
    .flatMap((role) => [
      rowOf(spec, [role], known),
      ...grouped(
        nodes.filter(
          (node) =>
            node.role === role.name &&
            (hasOwn(spec, node) || knownOf(node).facts !== knownOf(role).facts),
        ),
        (host) =>
          JSON.stringify([knownOf(host).facts, valuesOf(spec, host, known)]),
      ).map((hosts) => rowOf(spec, hosts, known)),
    ]);
  return { names: asked.map(([name]) => name), rows };
}

function rowOf(
  spec: Spec,
  nodes: readonly [NodePlan, ...NodePlan[]],
  known: KnownPart,
): FactsReport["rows"][number] {
  const [{ kind, role }] = nodes;
  return {
    kind,
    role,
    names: nodes.map(({ name }) => name),
    isKnown: known.knownOf(nodes[0]).facts,
    ...valuesOf(spec, nodes[0], known),
  };
}

function valuesOf(
  spec: Spec,
  node: NodePlan,
  known: KnownPart,
): Pick<FactsReport["rows"][number], "values" | "others"> {
  const role = spec.roles.get(node.role);
  if (role === undefined)
    return { values: asked.map(() => undefined), others: "" };
  if (!known.knownOf(node).facts) {
    const certain = certainFacts(spec, node, known);
    return {
      values: asked.map(([, names]) => factsWords(certain, names) || undefined),
      others: factsWords(certain, others),
    };
  }
  const facts = statedFacts(spec, role, hostOf(spec, node));
  return {
    values: asked.map(([, names]) => {
      const words = names.flatMap((name) => wordsOf(name, facts) ?? []);
      if (words.length > 0) return words.join(", ");
      const isOfCluster = names.some((name) => ofCluster.has(name));
      return isOfCluster && node.platform.hasKubelet === false
        ? "none"
        : undefined;
    }),
    others: factsWords(facts, others),
  };
}

/** The facts that no error can have taken away: those that are stated where an error is, or closer to the node. */
function certainFacts(
  spec: Spec,
  node: NodePlan,
  { losses }: KnownPart,
): StatedFacts {
  const layers = [
    { reach: "all" as const, facts: spec.facts },
    {
      reach: { kind: "role" as const, name: node.role },
      facts: spec.roles.get(node.role)?.facts,
    },
    {
      reach: { kind: "host" as const, name: node.name },
      facts: hostOf(spec, node)?.facts,
    },
  ];
  const lost = new Set(
    losses.flatMap(({ gaps }) =>
      gaps.flatMap(({ reach, gap }) =>
        gap.of === "facts" ? [reachKey(reach)] : [],
      ),
    ),
  );
  const from = layers.findLastIndex(({ reach }) => lost.has(reachKey(reach)));
  return mergeFacts(layers.slice(from).map(({ facts = {} }) => facts));
}

function wordsOf(name: FactName, facts: StatedFacts): string | undefined {
  // Elsewhere a distribution that is its own system is named once.
  if (name === "distribution") return facts.distribution;
  const words = factsWords(facts, [name]);
  const isOpen =
    name === "os" &&
    facts.osVersion === undefined &&
    facts.distro === undefined;
  return words === ""
    ? undefined
    : isOpen
      ? `${words}, release unknown`
      : words;
}

function hasOwn(spec: Spec, node: NodePlan): boolean {
  return Object.keys(hostOf(spec, node)?.facts ?? {}).length > 0;
}

function hostOf(spec: Spec, { kind, name }: NodePlan) {
  return kind === "host" ? spec.hosts.get(name) : undefined;
}
