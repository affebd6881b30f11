import { addAll } from "../../core/add-all.js";
import { type Diagnostic, error } from "../../core/diagnostic.js";
import { visible, visibleLine } from "../../encode/visible.js";
import type { Sample } from "../../live/exposition.js";
import type { NodePlan, Plan } from "../../plan/types.js";
import {
  type ComparedRecording,
  type Recorded,
  recordedOf,
  recordedQueries,
} from "../../verify/prometheus/recorded.js";
import { chosenNode, type NoSubject } from "../../verify/subject.js";
import { client } from "../live/prometheus/client.js";
import { connected } from "../live/prometheus/gather-fleet.js";
import type { VerifyOptions } from "../options.js";
import type { Progress } from "../progress.js";

/** The recording rules at two moments, and what could not be read. */
export interface RecordedReport {
  readonly recordings: readonly ComparedRecording[];
  readonly errors: readonly Diagnostic[];
}

/** Tells which options do not go together in a comparison of recording rules. */
export function recordedMisfit({
  before,
  after,
  prometheus,
  format,
}: VerifyOptions): Diagnostic | undefined {
  if (before === undefined)
    return after === undefined
      ? undefined
      : misfit("`--after` without `--before`", "add `--before TIME`");
  if (prometheus === undefined)
    return misfit(
      "`--before` asks a Prometheus server, and none is named",
      "name it with --prometheus http://prometheus.example.org:9090",
    );
  return format === "junit"
    ? misfit(
        "the comparison of `--before` has no format `junit`",
        "use text, markdown or json",
      )
    : undefined;
}

function misfit(message: string, help: string): Diagnostic {
  return error("prometheus-option", undefined, message, { help });
}

/**
 * Reads the recording rules of the spec at two moments from a Prometheus server.
 *
 * @param address that of the server
 * @param before seconds since 1970
 */
export async function compareRecorded(
  plan: Plan,
  options: VerifyOptions,
  address: string,
  before: number,
  progress: Progress,
): Promise<RecordedReport | NoSubject | Diagnostic> {
  const { role, host, after } = options;
  const only = chosenNode(plan, { role, host });
  if (only !== undefined && "message" in only) return only;
  const connection = connected(address, options);
  if ("message" in connection) return connection;
  const shown = visible(connection.shown);
  const ask = client(connection);
  const { recordings, means, highest } = recordedQueries(plan, only);
  if (recordings.length === 0)
    return error(
      "prometheus-option",
      undefined,
      "`--before` compares recording rules, and the spec has none",
      { help: "add `monitoring: {}` to the spec" },
    );
  const errors = new Map<string, Diagnostic>();
  const report = (message: string, help: string): void => {
    errors.set(
      message,
      error("prometheus-failed", undefined, message, { help }),
    );
  };
  const samplesOf = async (
    queries: readonly string[],
    time: number | undefined,
  ): Promise<readonly Sample[]> => {
    const samples: Sample[] = [];
    for (const query of queries) {
      progress.show(`${shown}: ${means.length + highest.length} queries`);
      const answer = await ask(query, time);
      if ("what" in answer) report(`${shown} ${answer.what}`, answer.help);
      else {
        addAll(samples, answer.samples);
        for (const warning of answer.warnings)
          report(
            `${shown} says that its answer may not be complete: ${visibleLine(warning)}`,
            "look for a store or a replica that is down",
          );
      }
    }
    return samples;
  };
  const at = async (
    time: number | undefined,
  ): Promise<ReadonlyMap<string, Recorded>> =>
    recordedOf(await samplesOf(means, time), await samplesOf(highest, time));
  const [old, now] = [await at(before), await at(after)];
  return {
    recordings: recordings.map((recording) => ({
      ...recording,
      before: old.get(recording.name),
      after: now.get(recording.name),
    })),
    errors: [
      ...errors.values(),
      ...(errors.size > 0 ? [] : unread(old, now, only)),
    ],
  };
}

function unread(
  old: ReadonlyMap<string, Recorded>,
  now: ReadonlyMap<string, Recorded>,
  only: NodePlan | undefined,
): readonly Diagnostic[] {
  const of = only === undefined ? "" : ` of ${only.kind} \`${only.name}\``;
  return [
    { at: "before", values: old },
    { at: "after", values: now },
  ]
    .filter(({ values }) => values.size === 0)
    .map(({ at }) =>
      error(
        "no-metrics",
        undefined,
        `Prometheus has no values${of} of the recording rules ${at} the change`,
        {
          help:
            at === "before"
              ? "choose a time when the server had the rules; it does not compute them for the past"
              : "load the rules that the target `prometheus` writes, and see whether the scrape targets have the labels of the nodes",
        },
      ),
    );
}
