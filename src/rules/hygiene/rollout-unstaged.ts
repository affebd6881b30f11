import { joinNames, shortNameList } from "../../core/name-list.js";
import type { Plan } from "../../plan/types.js";
import { defineRule, type Report } from "../rule.js";

/** How many workloads or mounts a message names. */
const NAMED = 8;

export const rolloutUnstaged = defineRule({
  name: "rollout-unstaged",
  scope: "plan",
  severity: "warning",
  group: "hygiene",
  findsAbsence: true,
  summary: "A part of the spec that no stage of a rollout deploys",
  page: () => ({
    explanation:
      "Whoever follows the runbook to its end takes the rollout for complete. A host that no stage names, and whose role is in no stage either, keeps its old settings until somebody notices. A role that no rollout mentions may be deployed by other means: accept the finding there, with the reason. Workloads, mounts and Cilium's values that no stage deploys are one finding, at the first rollout: accept it there if others roll them out.",
    source: 'docs/spec.md, "Rollout"',
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: nixos }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
rollout:
  hosts: { worker: [worker-1, worker-2] }
  stages:
    - { name: canary, hosts: [worker-1] }
`,
      at: "8:31",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: nixos }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
rollout:
  hosts: { worker: [worker-1, worker-2] }
  stages:
    - { name: canary, hosts: [worker-1] }
    - { name: others, roles: [worker] }
`,
    },
  }),
  check: (plan) => {
    const { nodes, rollouts = [] } = plan;
    if (rollouts.length === 0) return [];
    const covered = new Set(rollouts.flatMap(({ roles }) => [...roles]));
    return [
      ...rollouts.flatMap((rollout) =>
        rollout.unstaged.map(({ name, role, span }) => ({
          about: rollout,
          span,
          message: `no stage deploys host \`${name}\``,
          why: "it keeps its old settings after the rollout",
          help: `add \`hosts: [${name}]\` to a stage, or \`roles: [${role}]\` for all that are left`,
        })),
      ),
      ...nodes
        .filter(({ kind, name }) => kind === "role" && !covered.has(name))
        .map((node) => ({
          about: node,
          span: node.span,
          message: `no stage of a rollout deploys role \`${node.name}\``,
          why: "its nodes keep their old settings after the rollout",
          help: `add \`roles: [${node.name}]\` to a stage`,
        })),
      ...unstagedParts(plan),
    ];
  },
});

/** Finds what is no node and in no stage. */
function unstagedParts({
  workloads,
  mounts = [],
  cilium,
  rollouts = [],
}: Plan): readonly Report[] {
  const [first] = rollouts;
  const items = rollouts.flatMap(({ stages }) =>
    stages.flatMap((stage) => stage.items),
  );
  const staged = new Set(
    items.map((item) =>
      item.kind === "workload"
        ? item.workload
        : item.kind === "mount"
          ? item.mount
          : item.kind,
    ),
  );
  const left = {
    workloads: namesOf(workloads, staged),
    mounts: namesOf(mounts, staged),
  };
  const noCilium = cilium !== undefined && !staged.has("cilium");
  const texts = [
    ...left.workloads.map((name) => `workload \`${name}\``),
    ...left.mounts.map((name) => `mount \`${name}\``),
    ...(noCilium ? ["the section `cilium`"] : []),
  ];
  if (first === undefined || texts.length === 0) return [];
  return [
    {
      about: first,
      span: first.span,
      message: `${shortNameList(texts, NAMED)} ${texts.length === 1 ? "is" : "are"} in no stage of a rollout`,
      why: "the runbook ends before all of the spec is in use",
      help: `add a stage with ${joinNames([
        ...Object.entries(left).flatMap(([field, names]) =>
          names.length === 0 ? [] : [`\`${field}: [${names.join(", ")}]\``],
        ),
        ...(noCilium ? ["`cilium: true`"] : []),
      ])}`,
    },
  ];
}

function namesOf(
  all: readonly { readonly name: string }[],
  staged: ReadonlySet<unknown>,
): readonly string[] {
  return all.filter((each) => !staged.has(each)).map(({ name }) => name);
}
