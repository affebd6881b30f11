import { didYouMean } from "../core/nearest.js";
import type { Reporter } from "../core/report.js";
import type { Reference } from "../core/written.js";
import type { WrittenStage } from "../language/rollout-model.js";
import type { ClusterItem, RolloutSubjects } from "./types.js";

/** Finds what a stage deploys that is no node; reports what the spec does not have. */
export function itemsOf(
  stage: WrittenStage,
  plan: RolloutSubjects,
  reporter: Reporter,
): readonly ClusterItem[] {
  const workloads = new Map(plan.workloads.map((each) => [each.name, each]));
  const mounts = new Map((plan.mounts ?? []).map((each) => [each.name, each]));
  const find = <Item>(
    what: string,
    { name, span }: Reference,
    all: ReadonlyMap<string, Item>,
  ): readonly Item[] => {
    const found = all.get(name);
    if (found !== undefined) return [found];
    reporter.error("unknown-part", span, `unknown ${what} \`${name}\``, {
      help: didYouMean(name, all.keys()),
    });
    return [];
  };
  return [
    ...stage.parts.flatMap(({ name, span }): readonly ClusterItem[] => {
      if (plan[name] !== undefined) return [{ kind: name }];
      reporter.error(
        "unknown-part",
        span,
        `the spec has no section \`${name}\``,
        { help: "remove it from the stage, or add the section" },
      );
      return [];
    }),
    ...stage.workloads.flatMap((each) =>
      find("workload", each, workloads).map((workload): ClusterItem => ({
        kind: "workload",
        workload,
      })),
    ),
    ...stage.mounts.flatMap((each) =>
      find("mount", each, mounts).map((mount): ClusterItem => ({
        kind: "mount",
        mount,
      })),
    ),
  ];
}
