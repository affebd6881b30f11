import { nearest } from "../core/nearest.js";
import type { Reporter } from "../core/report.js";
import { type AlertName, alertNames } from "../language/monitoring-model.js";
import type {
  Rollout,
  WrittenSignal,
  WrittenStage,
} from "../language/rollout-model.js";
import { isAlertWritten, nameInPrometheus } from "./monitoring-written.js";
import type { RolloutSubjects, Signal, StagePlan } from "./types.js";

/**
 * Finds what is watched in a stage, and what stops it: the stage's own, else that of the rollout, else all alerts of the
 * spec. Those of the rollout are checked with its first stage.
 */
export function planSignals(
  stage: WrittenStage,
  rollout: Rollout,
  plan: RolloutSubjects,
  reporter: Reporter,
): Pick<StagePlan, "watch" | "stop"> {
  const [first] = rollout.stages;
  const planned = (
    own: readonly WrittenSignal[] | undefined,
    common: readonly WrittenSignal[] | undefined,
  ): readonly Signal[] | undefined => {
    if (stage === first)
      for (const signal of common ?? []) check(signal, plan, reporter);
    for (const signal of own ?? []) check(signal, plan, reporter);
    return (own ?? common)?.map(resolve);
  };
  return {
    watch: planned(stage.watch, rollout.watch) ?? everyAlert(stage, plan),
    stop: planned(stage.stop, rollout.stop) ?? [],
  };
}

function resolve(signal: WrittenSignal): Signal {
  return signal.kind === "alert"
    ? {
        ...signal,
        own: signal.from === undefined ? ownAlert(signal.name) : undefined,
      }
    : signal;
}

/** The alert that a name means: `conntrack-usage`, or `TuningConntrackUsage` as Prometheus has it. */
function ownAlert(name: string): AlertName | undefined {
  return alertNames.find(
    (each) => each === name || nameInPrometheus(each) === name,
  );
}

function everyAlert(
  { span }: WrittenStage,
  plan: RolloutSubjects,
): readonly Signal[] {
  return [...(plan.monitoring?.alerts.keys() ?? [])]
    .filter((name) => isAlertWritten(name, plan))
    .map((name) => ({
      kind: "alert",
      name,
      own: name,
      from: undefined,
      why: undefined,
      span,
    }));
}

/** Reports an alert that does not exist, or that is not written for this spec. */
function check(
  signal: WrittenSignal,
  plan: RolloutSubjects,
  reporter: Reporter,
): void {
  if (signal.kind !== "alert" || signal.from !== undefined) return;
  const { name, span } = signal;
  const own = ownAlert(name);
  if (own === undefined) {
    const near = nearest(name, alertNames);
    const other = `write \`{ alert: ${name}, from: NAME }\` for an alert of another source, or several words for people`;
    reporter.error("unknown-alert", span, `unknown alert \`${name}\``, {
      why: "nobody would see it fire",
      help:
        near === undefined
          ? `${other}; alerts of this spec: ${alertNames.map((each) => `\`${each}\``).join(", ")}`
          : `did you mean \`${near}\`? Otherwise ${other}`,
    });
    return;
  }
  const why =
    plan.monitoring === undefined
      ? "the spec has no section `monitoring`"
      : plan.monitoring.alerts.has(own)
        ? isAlertWritten(own, plan)
          ? undefined
          : "no node of the spec tunes what it watches, or the limit is not known"
        : "the section `monitoring` switches it off";
  if (why !== undefined)
    reporter.error(
      "alert-not-written",
      span,
      `the alert \`${name}\` is not written`,
      {
        why,
        help:
          plan.monitoring === undefined
            ? "add `monitoring: {}`, or remove the alert"
            : "remove it here, or switch it on in `monitoring`",
      },
    );
}
