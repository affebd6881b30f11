import type { Reporter } from "../core/report.js";
import type { WrittenStage } from "../language/rollout-model.js";
import type { Member, NodePlan, StagePlan } from "./types.js";

/** Reports a stage of nothing, or of two kinds. */
export function checkStage(
  { name, isNamed, span, hosts, roles, workloads, mounts, parts }: WrittenStage,
  reporter: Reporter,
): void {
  const [ofNodes, ofCluster] = [
    hosts.length + roles.length,
    workloads.length + mounts.length + parts.length,
  ];
  const which = isNamed ? `the stage \`${name}\`` : "this stage";
  if (ofNodes + ofCluster === 0)
    reporter.error("empty-stage", span, `${which} deploys nothing`, {
      help: "add `hosts: [NAME]` or `roles: [NAME]`, or what is no node: `workloads`, `mounts`, `cilium: true` or `monitoring: true`",
    });
  else if (ofNodes > 0 && ofCluster > 0)
    reporter.error(
      "mixed-stage",
      span,
      `${which} deploys nodes and parts of the cluster`,
      {
        why: "they are deployed by different commands, and one of them may have to be rolled back without the other",
        help: "make two stages of it",
      },
    );
}

/** Reports what nothing says how to deploy. */
export function checkDeploy(
  stage: WrittenStage,
  members: readonly Member[],
  items: StagePlan["items"],
  deploy: StagePlan["deploy"],
  reporter: Reporter,
): void {
  const node = members.find(
    (member) => member.deploy === undefined && !hasUsualWay(member.node),
  )?.node;
  if (node !== undefined)
    reporter.error(
      "deploy-missing",
      stage.span,
      `the stage \`${stage.name}\` does not say how ${node.kind} \`${node.name}\` is deployed`,
      {
        why: "its settings are part of the user data or of the node pool, which tunegen does not know",
        help: "add `deploy: COMMAND` to the stage or the rollout, such as `deploy: ./replace-node {host}`",
      },
    );
  const item = items.find(
    ({ kind }) => kind === "workload" || kind === "mount",
  );
  if (item !== undefined && deploy === undefined)
    reporter.error(
      "deploy-missing",
      stage.span,
      `the stage \`${stage.name}\` does not say how a ${item.kind} is deployed`,
      {
        why: "its patch belongs to a kustomization that tunegen does not know",
        help: "add `deploy` to the stage or `deployCluster` to the rollout, such as `deployCluster: flux reconcile kustomization apps --with-source`, or `kubectl apply --kustomize FOLDER`",
      },
    );
}

/** Whether the files of a node can be deployed by the usual programs, without knowing more of the user's setup. */
function hasUsualWay({ platform }: NodePlan): boolean {
  const { settingsForm, clusterForm } = platform;
  if (settingsForm === "etc")
    return (
      clusterForm !== "node-config" &&
      clusterForm !== "node-pool" &&
      clusterForm !== "shoot"
    );
  return settingsForm === "nixos-module" || settingsForm === "machine-config";
}
