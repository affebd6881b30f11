import type { NodePlan, Plan } from "../../plan/types.js";
import { listed } from "../layout.js";

/** A stage of a rollout that deploys a node. */
export interface StageOfNode {
  /** Undefined for the only rollout of a spec. */
  readonly rollout: string | undefined;
  readonly stage: string;
  /** The place of the stage, from 1. */
  readonly number: number;
  /** How many stages the rollout has. */
  readonly of: number;
  /** The hosts of a role that the stage names, or that the rollout lists. */
  readonly hosts: readonly string[];
  /** Whether the other nodes of the role follow, whose names the spec does not know. */
  readonly others: boolean;
}

/** Finds the stages that deploy a host, or nodes of a role; undefined for a spec without a rollout. */
export function stagesOf(
  { kind, name }: NodePlan,
  { rollouts = [] }: Plan,
): readonly StageOfNode[] | undefined {
  if (rollouts.length === 0) return undefined;
  return rollouts.flatMap(({ name: rollout, stages }) =>
    stages.flatMap(({ name: stage, members }, at) => {
      const own = members.filter(({ node, host }) =>
        kind === "role" ? node.role === name : host?.name === name,
      );
      if (own.length === 0) return [];
      return [
        {
          rollout,
          stage,
          number: at + 1,
          of: stages.length,
          hosts:
            kind === "role" ? own.flatMap(({ host }) => host?.name ?? []) : [],
          others: own.some(({ host }) => host === undefined),
        },
      ];
    }),
  );
}

/** Formats stages as `stage 1 of 2 (canary): web1; stage 2 of 2 (all): web2 and others`. */
export function stagesText(
  stages: readonly StageOfNode[] | undefined,
): string | undefined {
  return stages?.length === 0
    ? "in no stage"
    : stages
        ?.map(({ rollout, stage, number, of, hosts, others }) => {
          const place = `${rollout === undefined ? "" : `${rollout}, `}stage ${number} of ${of} (${stage})`;
          if (hosts.length === 0) return place;
          return `${place}: ${listed(hosts)}${others ? " and others" : ""}`;
        })
        .join("; ");
}
