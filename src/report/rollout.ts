import { grouped } from "../explain/grouped.js";
import { listed } from "../explain/layout.js";
import type { Plan, StagePlan } from "../plan/types.js";
import type { RolloutReport } from "./types.js";

/** Lists the rollouts of a spec and their stages. */
export function rolloutsOf({ rollouts = [] }: Plan): readonly RolloutReport[] {
  return rollouts.map(({ name, why, stages }) => ({
    name,
    why,
    stages: stages.map((stage) => ({
      name: stage.name,
      why: stage.why,
      deploys: deployedBy(stage),
      atOnce: stage.atOnce,
      soak: stage.soak?.text,
      watch: stage.watch.length,
      stop: stage.stop.length,
    })),
  }));
}

function deployedBy({ members, items }: StagePlan): string {
  const names = [
    ...members.map(({ node, host }) =>
      host === undefined ? `nodes of ${node.role}` : host.name,
    ),
    ...items.map((item) =>
      item.kind === "workload"
        ? `workload ${item.workload.name}`
        : item.kind === "mount"
          ? `mount ${item.mount.name}`
          : item.kind,
    ),
  ];
  return listed(grouped(names, (name) => name).map(([name]) => name));
}
