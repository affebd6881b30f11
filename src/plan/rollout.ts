import { didYouMean } from "../core/nearest.js";
import type { Reporter } from "../core/report.js";
import type { Reference } from "../core/written.js";
import type { Rollout } from "../language/rollout-model.js";
import { addressOf, checkAddresses } from "./rollout-address.js";
import { checkDeploy, checkStage } from "./rollout-checks.js";
import { hostsOf } from "./rollout-hosts.js";
import { itemsOf } from "./rollout-items.js";
import { planSignals } from "./rollout-signals.js";
import { Staging } from "./rollout-staging.js";
import type {
  Member,
  NodePlan,
  RolloutPlan,
  RolloutSubjects,
  StagePlan,
} from "./types.js";

/** Plans each rollout: which hosts are in which stage, and with which commands and signals. */
export function planRollouts(
  rollouts: readonly Rollout[],
  plan: RolloutSubjects,
  reporter: Reporter,
): readonly RolloutPlan[] {
  return Object.freeze(
    rollouts.map((rollout) => planRollout(rollout, plan, reporter)),
  );
}

function planRollout(
  rollout: Rollout,
  plan: RolloutSubjects,
  reporter: Reporter,
): RolloutPlan {
  const roles = new Map(
    plan.nodes
      .filter(({ kind }) => kind === "role")
      .map((node) => [node.name, node]),
  );
  const role = ({ name, span }: Reference): NodePlan | undefined => {
    const found = roles.get(name);
    if (found === undefined)
      reporter.error("unknown-role", span, `unknown role \`${name}\``, {
        help: didYouMean(name, roles.keys()),
      });
    return found;
  };
  const hosts = hostsOf(rollout, plan, role, reporter);
  checkAddresses(rollout, hosts, reporter);
  const deployByRole = new Map(
    rollout.deployByRole.flatMap(({ role: of, deploy }) => {
      const node = role(of);
      return node === undefined ? [] : [[node.name, deploy] as const];
    }),
  );
  const listed = new Set(rollout.hosts.map(({ role: of }) => of.name));
  const staging = new Staging(rollout.stages, hosts, role, listed, reporter);
  const stages = rollout.stages.map((stage): StagePlan => {
    const items = itemsOf(stage, plan, reporter);
    const members = staging.membersOf(stage).map(({ node, name }): Member => ({
      node,
      host:
        name === undefined
          ? undefined
          : { name, address: addressOf(rollout, name, node.role) },
      deploy: stage.deploy ?? deployByRole.get(node.role) ?? rollout.deploy,
    }));
    checkStage(stage, reporter);
    const deploy = stage.deploy ?? rollout.deployCluster;
    checkDeploy(stage, members, items, deploy, reporter);
    const { name, why, refs, span, atOnce, pause, soak } = stage;
    return {
      name,
      why,
      refs,
      span,
      members,
      items,
      deploy,
      atOnce,
      pause,
      soak,
      ...planSignals(stage, rollout, plan, reporter),
      rollback:
        stage.rollback ?? (items.length > 0 ? undefined : rollout.rollback),
    };
  });
  const { name, why, refs, span, accept, prometheus, prepare } = rollout;
  return {
    name,
    why,
    refs,
    span,
    accept,
    prometheus,
    prepare,
    stages,
    ...staging.coverage(),
  };
}
