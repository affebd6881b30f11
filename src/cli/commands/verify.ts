import { type Diagnostic, error, hasErrors } from "../../core/diagnostic.js";
import { collectorScript } from "../../live/collector.js";
import type { Observation } from "../../live/observation.js";
import type { NodePlan, Plan, WorkloadPlan } from "../../plan/types.js";
import { type NodeSummary, summarizer } from "../../verify/fleet.js";
import { podReadsOf, readsOf } from "../../verify/reads.js";
import {
  type NoSubject,
  subjectOf,
  type Wanted,
} from "../../verify/subject.js";
import { verifyNode } from "../../verify/verify-node.js";
import { verifyPod } from "../../verify/verify-pod.js";
import type { Verified } from "../../verify/types.js";
import { type Console, openConsole } from "../console.js";
import { EXIT, type ExitCode } from "../exit.js";
import { printDiagnostic } from "../formats/text.js";
import { readFiles } from "../live/read-files.js";
import { readMachine } from "../live/read-machine.js";
import type { VerifyOptions } from "../options.js";
import {
  verifyJson,
  verifyJunit,
  verifyMarkdown,
} from "../verify/machine-formats.js";
import { isFine, type VerifyReport } from "../verify/report.js";
import { verifyText } from "../verify/text.js";
import { expectRunOn } from "../startup/optimizer.js";
import { load } from "./load.js";

/**
 * Runs `tunegen verify`: compares the values of nodes with the spec. Without a source, those of the machine that it
 * runs on.
 */
export async function verify(
  sources: readonly string[],
  options: VerifyOptions,
): Promise<ExitCode> {
  const terminal = openConsole(options);
  const { compiled } = await load({ file: options.file, format: "text" });
  const broken = compiled.errors.filter(({ severity }) => severity === "error");
  const { plan } = compiled;
  if (plan === undefined || hasErrors(broken)) {
    report(broken, terminal);
    return EXIT.usage;
  }
  if (options.printCollector === true)
    return printCollector(plan, options, terminal);
  const result =
    sources.length === 0
      ? verifyMachine(plan, options)
      : verifyFiles(plan, options, sources);
  if ("message" in result) {
    report([unknownNode(result)], terminal);
    return EXIT.usage;
  }
  print(result, options, terminal);
  return isFine(result) ? EXIT.fine : EXIT.findings;
}

function verifyMachine(plan: Plan, wanted: Wanted): VerifyReport | NoSubject {
  const subject = subjectOf(plan, wanted, namesOf(readMachine(NOTHING)));
  if ("message" in subject) return subject;
  const observation = readMachine(reads(subject));
  return {
    nodes: [summarizer()(compare(subject, plan, observation), subject.name)],
    errors: [],
    unseen: [],
  };
}

const NOTHING = { sysctls: [], files: [], modules: [], services: [] };

function verifyFiles(
  plan: Plan,
  wanted: Wanted,
  sources: readonly string[],
): VerifyReport | NoSubject {
  const nodes: NodeSummary[] = [];
  const errors: Diagnostic[] = [];
  const summaryOf = summarizer();
  const places = new Map<string, string>();
  expectRunOn(Infinity);
  for (const { path, observations, errors: unread } of readFiles(sources)) {
    errors.push(...unread);
    for (const observation of observations) {
      const names = namesOf(observation);
      const subject = subjectOf(plan, wanted, names);
      if ("message" in subject) {
        // What the command line names is wrong for every file.
        if (isNamed(wanted)) return subject;
        errors.push(
          unknownNode({ ...subject, message: `${path}: ${subject.message}` }),
        );
        continue;
      }
      const name =
        subject.kind === "host" ? subject.name : (names[0] ?? subject.name);
      const before = places.get(name);
      if (before !== undefined)
        errors.push(
          error(
            "unreadable-values",
            undefined,
            `${path} has values of \`${name}\`, and so has ${before}`,
            {
              help: "remove the older file, or name the files after their hosts",
            },
          ),
        );
      places.set(name, path);
      nodes.push(summaryOf(compare(subject, plan, observation), name));
    }
  }
  return { nodes, errors, unseen: unseen(plan, wanted, nodes, sources) };
}

/** Hosts of which a fleet's values say nothing: only where several files were given. */
function unseen(
  { nodes: planned }: Plan,
  { role, host, pod }: Wanted,
  nodes: readonly NodeSummary[],
  sources: readonly string[],
): readonly string[] {
  if (host !== undefined || pod !== undefined) return [];
  if (sources.length === 1 && nodes.length < 2) return [];
  const seen = new Set(nodes.map(({ name }) => name));
  return planned
    .filter(
      (node) =>
        node.kind === "host" &&
        (role === undefined || node.role === role) &&
        !seen.has(node.name),
    )
    .map(({ name }) => name);
}

function isNamed({ role, host, pod }: Wanted): boolean {
  return (role ?? host ?? pod) !== undefined;
}

/** What the values call their node, then what their file is called. */
function namesOf({ host, source }: Observation): readonly string[] {
  const file = source.replace(/^.*[/\\]/u, "").replace(/\.[a-z0-9]+$/iu, "");
  return [...(host === undefined ? [] : [host]), file];
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

function reads(subject: NodePlan | WorkloadPlan): ReturnType<typeof readsOf> {
  return "settings" in subject ? readsOf(subject) : podReadsOf(subject);
}

/** Prints the program for one node, or one that suits every node of the spec. */
function printCollector(
  plan: Plan,
  wanted: Wanted,
  { out, ...terminal }: Console,
): ExitCode {
  const subjects = isNamed(wanted) ? [subjectOf(plan, wanted, [])] : plan.nodes;
  const all = subjects.flatMap((subject) =>
    "message" in subject ? [] : [reads(subject)],
  );
  const [failed] = subjects.filter((subject) => "message" in subject);
  if (failed !== undefined && "message" in failed) {
    report([unknownNode(failed)], { out, ...terminal });
    return EXIT.usage;
  }
  const sysctls = new Map(
    all.flatMap(({ sysctls: keys }) => keys.map((key) => [key.id, key])),
  );
  out(
    `${collectorScript({
      sysctls: [...sysctls.values()],
      files: [...new Set(all.flatMap(({ files }) => files))],
      modules: [...new Set(all.flatMap(({ modules }) => modules))],
      services: [...new Set(all.flatMap(({ services }) => services))],
    })}\n`,
  );
  return EXIT.fine;
}

function unknownNode({ message, help }: NoSubject): Diagnostic {
  return error("unknown-node", undefined, message, { help });
}

function report(
  diagnostics: readonly Diagnostic[],
  { err, paint, columns }: Console,
): void {
  err(
    diagnostics.map((each) => printDiagnostic(each, paint, columns)).join("\n"),
  );
}

function print(
  result: VerifyReport,
  { format }: VerifyOptions,
  terminal: Console,
): void {
  const { out, paint } = terminal;
  if (format !== "json" && result.errors.length > 0)
    report(result.errors, terminal);
  out(
    {
      text: () => verifyText(result, paint),
      json: () => verifyJson(result),
      junit: () => verifyJunit(result),
      markdown: () => verifyMarkdown(result),
    }[format](),
  );
}
