import { defineRule } from "../rule.js";

export const rolloutUnstaged = defineRule({
  name: "rollout-unstaged",
  scope: "plan",
  severity: "warning",
  group: "hygiene",
  findsAbsence: true,
  summary: "A host or role that no stage of a rollout deploys",
  explanation:
    "Whoever follows the runbook to its end takes the rollout for complete. A host that no stage names, and whose role is in no stage either, keeps its old settings until somebody notices. A role that no rollout mentions may be deployed by other means: accept the finding there, with the reason.",
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
  check: ({ nodes, rollouts = [] }) => {
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
    ];
  },
});
