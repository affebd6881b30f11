import { type Diagnostic, error } from "../../core/diagnostic.js";
import { collectorScript } from "../../live/collector.js";
import type { Observation } from "../../live/observation.js";
import type { NodePlan, Plan, WorkloadPlan } from "../../plan/types.js";
import { type NodeSummary, summarizer } from "../../verify/fleet.js";
import { type NoSubject, subjectOf } from "../../verify/subject.js";
import { verifyNode } from "../../verify/verify-node.js";
import { verifyPod } from "../../verify/verify-pod.js";
import type { Verified } from "../../verify/types.js";
import { type Console, openConsole } from "../console.js";
import { EXIT, type ExitCode } from "../exit.js";
import { printDiagnostics } from "../formats/text.js";
import { gatherNodes, isNamed, readsOfSubject } from "../live/gather-nodes.js";
import { unknownNode } from "../live/gathered-errors.js";
import { misfit } from "../live/prometheus/gather-fleet.js";
import type { VerifyOptions } from "../options.js";
import { openProgress, type Progress } from "../progress.js";
import {
  verifyJson,
  verifyJunit,
  verifyMarkdown,
} from "../verify/machine-formats.js";
import { isFine, type VerifyReport } from "../verify/report.js";
import {
  compareRecorded,
  recordedMisfit,
  type RecordedReport,
} from "../verify/compare-recorded.js";
import {
  recordedJson,
  recordedMarkdown,
  recordedText,
} from "../verify/recorded-formats.js";
import { verifyPrometheus } from "../verify/verify-prometheus.js";
import { verifyText } from "../verify/text.js";
import { expectRunOn } from "../startup/optimizer.js";
import { loadPlan } from "./load-plan.js";

/**
 * Runs `tunegen verify`: compares the values of nodes with the spec. Without a source, those of the machine that it
 * runs on.
 */
export async function verify(
  sources: readonly string[],
  options: VerifyOptions,
): Promise<ExitCode> {
  const terminal = openConsole(options);
  const wrong = misfit(sources, options) ?? recordedMisfit(options);
  if (wrong !== undefined) {
    printDiagnostics([wrong], terminal);
    return EXIT.usage;
  }
  const loaded = await loadPlan(options.file, terminal, "plan");
  if (loaded === undefined) return EXIT.usage;
  const { plan } = loaded;
  if (options.printCollector === true)
    return printCollector(plan, options, terminal);
  if (sources.length > 0) expectRunOn(Infinity);
  const progress = openProgress(terminal);
  if (options.before !== undefined && options.prometheus !== undefined) {
    const compared = await compareRecorded(
      plan,
      options,
      options.prometheus,
      options.before,
      progress,
    );
    progress.end();
    if ("message" in compared) return failed(compared, terminal);
    printRecorded(compared, options, terminal);
    return compared.errors.length === 0 ? EXIT.fine : EXIT.findings;
  }
  const result =
    options.prometheus === undefined
      ? compareAll(plan, options, sources, progress)
      : await verifyPrometheus(plan, options, options.prometheus, progress);
  progress.end();
  if ("message" in result) return failed(result, terminal);
  const report = {
    ...result,
    errors: [...result.errors, ...nothingToCompare(result)],
  };
  print(report, options, terminal);
  return isFine(report) ? EXIT.fine : EXIT.findings;
}

function failed(result: Diagnostic | NoSubject, terminal: Console): ExitCode {
  printDiagnostics(["code" in result ? result : unknownNode(result)], terminal);
  return EXIT.usage;
}

function printRecorded(
  report: RecordedReport,
  { format }: VerifyOptions,
  terminal: Console,
): void {
  if (format !== "json") printDiagnostics(report.errors, terminal);
  terminal.out.print(
    {
      text: recordedText,
      json: recordedJson,
      markdown: recordedMarkdown,
    }[format === "junit" ? "text" : format](report),
  );
}

function compareAll(
  plan: Plan,
  options: VerifyOptions,
  sources: readonly string[],
  progress: Progress,
): VerifyReport | NoSubject {
  const nodes: NodeSummary[] = [];
  const { summaryOf, sections } = summarizer(options.only);
  const gathered = gatherNodes(
    plan,
    options,
    sources,
    ({ subject, observation, name }) => {
      nodes.push(summaryOf(compare(subject, plan, observation), name));
    },
    progress,
  );
  return "message" in gathered
    ? gathered
    : { ...gathered, nodes, sections: sections() };
}

function compare(
  subject: NodePlan | WorkloadPlan,
  plan: Plan,
  observation: Observation,
): Verified {
  return "settings" in subject
    ? verifyNode(subject, plan, observation)
    : verifyPod(subject, observation);
}

/** Reports kinds that `--only` names in vain. */
function nothingToCompare({
  nodes,
  sections: { absent },
}: VerifyReport): readonly Diagnostic[] {
  return nodes.length === 0
    ? []
    : absent.map((name) =>
        error(
          "nothing-to-compare",
          undefined,
          `no compared node has settings of \`${name}\``,
          { help: `remove \`${name}\` from \`--only\`, or correct it` },
        ),
      );
}

/** Prints the program for one node, or one that suits every node of the spec. */
function printCollector(
  plan: Plan,
  options: VerifyOptions,
  terminal: Console,
): ExitCode {
  const subjects = isNamed(options)
    ? [subjectOf(plan, options, [])]
    : plan.nodes;
  const all = subjects.flatMap((subject) =>
    "message" in subject ? [] : [readsOfSubject(subject, options.only)],
  );
  const [failed] = subjects.filter((subject) => "message" in subject);
  if (failed !== undefined && "message" in failed) {
    printDiagnostics([unknownNode(failed)], terminal);
    return EXIT.usage;
  }
  const sysctls = new Map(
    all.flatMap(({ sysctls: keys }) => keys.map((key) => [key.id, key])),
  );
  terminal.out.print(
    `${collectorScript({
      sysctls: [...sysctls.values()],
      files: [...new Set(all.flatMap(({ files }) => files))],
      modules: [...new Set(all.flatMap(({ modules }) => modules))],
      services: [...new Set(all.flatMap(({ services }) => services))],
      interfaces: [...new Set(all.flatMap(({ interfaces }) => interfaces))],
    })}\n`,
  );
  return EXIT.fine;
}

function print(
  result: VerifyReport,
  { format }: VerifyOptions,
  terminal: Console,
): void {
  const { out } = terminal;
  if (format !== "json") printDiagnostics(result.errors, terminal);
  out.print(
    {
      text: () => verifyText(result, out.paint),
      json: () => verifyJson(result),
      junit: () => verifyJunit(result),
      markdown: () => verifyMarkdown(result),
    }[format](),
  );
}
