import { spec } from "../../../templates/report/rollout.html.hbs";
import type { ReportBody } from "../types.js";
import { type Html, htmlTemplate } from "./template.js";

interface RolloutView {
  readonly rollouts: readonly {
    readonly name: string;
    readonly why: string;
    readonly stages: readonly {
      readonly name: string;
      readonly why: string;
      readonly deploys: string;
      readonly atOnce: number;
      readonly soak: string;
      readonly signals: number;
    }[];
  }[];
  readonly runbook: string;
}

const render = htmlTemplate<RolloutView>(spec);

/** Renders the stages of the rollouts, and the runbook as it is written. */
export function rolloutHtml({ rollouts, runbook = "" }: ReportBody): Html {
  return render({
    runbook,
    rollouts: rollouts.map(({ name = "Rollout", why = "", stages }) => ({
      name,
      why,
      stages: stages.map((stage, at) => ({
        name: `${at + 1}. ${stage.name}`,
        why: stage.why ?? "",
        deploys: stage.deploys,
        atOnce: stage.atOnce,
        soak: stage.soak ?? "",
        signals: stage.watch + stage.stop,
      })),
    })),
  });
}
