import { type Diagnostic, error } from "../../core/diagnostic.js";
import { shortNameList } from "../../core/name-list.js";
import { printCaptured } from "../../live/captured.js";
import type { Plan } from "../../plan/types.js";
import { isDiskError } from "../../output/errno.js";
import {
  capture as captureNode,
  type Captured,
} from "../../rollback/capture.js";
import { type Console, openConsole } from "../console.js";
import { EXIT, type ExitCode } from "../exit.js";
import { printDiagnostics } from "../formats/text.js";
import { gatherFleet, misfit } from "../live/prometheus/gather-fleet.js";
import { gatherNodes } from "../live/gather-nodes.js";
import { unknownNode } from "../live/gathered-errors.js";
import type { CaptureOptions } from "../options.js";
import { openProgress, type Progress } from "../progress.js";
import { expectRunOn } from "../startup/optimizer.js";
import { unwritable, writeNamed } from "../write-named.js";
import { loadPlan } from "./load-plan.js";

/** How many names a message lists. */
const NAMED = 8;

/**
 * Runs `tunegen capture`: writes a file with the present values of what the spec sets on nodes, for `tunegen rollback`.
 * Without a source, those of the machine that it runs on.
 */
export async function capture(
  sources: readonly string[],
  options: CaptureOptions,
): Promise<ExitCode> {
  const terminal = openConsole(options);
  const wrong = misfit(sources, options);
  if (wrong !== undefined) {
    printDiagnostics([wrong], terminal);
    return EXIT.usage;
  }
  const loaded = await loadPlan(options.file, terminal, "plan");
  if (loaded === undefined) return EXIT.usage;
  const { plan } = loaded;
  if (sources.length > 0) expectRunOn(Infinity);
  const all: Captured[] = [];
  const progress = openProgress(terminal);
  const gathered =
    options.prometheus === undefined
      ? gather(plan, sources, options, all, progress)
      : await watch(plan, options, options.prometheus, all, progress);
  progress.end();
  if ("message" in gathered) {
    printDiagnostics(
      ["code" in gathered ? gathered : unknownNode(gathered)],
      terminal,
    );
    return EXIT.usage;
  }
  const problems = [
    ...gathered.errors,
    ...all.flatMap(unreadOf),
    ...(gathered.unseen.length === 0
      ? []
      : [
          error(
            "unreadable-values",
            undefined,
            `no values of ${shortNameList(gathered.unseen, NAMED)}`,
            {
              help:
                options.prometheus === undefined
                  ? "add their files, or name one role with `--role`"
                  : "add the labels of these hosts to their scrape targets, or name one role with `--role`",
            },
          ),
        ]),
  ];
  printDiagnostics([...problems, ...all.flatMap(untoldOf)], terminal);
  // An empty file would be in the way of the next try.
  if (problems.length > 0 && all.every(isEmpty)) return EXIT.findings;
  const failure = write(all, options, terminal);
  if (failure !== undefined) {
    printDiagnostics([failure], terminal);
    return EXIT.usage;
  }
  terminal.err.print(`${summary(all)}\n`);
  return problems.length === 0 ? EXIT.fine : EXIT.findings;
}

function gather(
  plan: Plan,
  sources: readonly string[],
  wanted: CaptureOptions,
  into: Captured[],
  progress: Progress,
): ReturnType<typeof gatherNodes> {
  return gatherNodes(
    plan,
    wanted,
    sources,
    ({ subject, observation, name }) => {
      if (!("settings" in subject)) return;
      // A role is what many machines have in common, and the values are those of one.
      const own = subject.kind === "host" ? name : (observation.host ?? name);
      into.push(captureNode(own, subject, observation));
    },
    progress,
  );
}

/** The values that a Prometheus server has; of two nodes of one name, which is an error, those of the first. */
async function watch(
  plan: Plan,
  options: CaptureOptions,
  address: string,
  into: Captured[],
  progress: Progress,
): ReturnType<typeof gatherFleet> {
  const gathered = await gatherFleet(plan, options, address, progress);
  if ("message" in gathered) return gathered;
  const names = new Set<string>();
  for (const { node, name, observation } of gathered.found)
    if (names.size < names.add(name).size)
      into.push(captureNode(name, node, observation));
  return gathered;
}

function unreadOf({ node, unread }: Captured): readonly Diagnostic[] {
  return [...unread].map(([why, names]) =>
    error(
      "unreadable-values",
      undefined,
      `${shortNameList(names, NAMED)} of \`${node.name}\` ${names.length === 1 ? "was" : "were"} not read: ${why}`,
      {
        why: "`tunegen rollback` will use the baseline instead, if it is known",
      },
    ),
  );
}

/** What `tunegen rollback` does not need: it restores values, and a module stays loaded. */
function untoldOf({ node, untold }: Captured): readonly Diagnostic[] {
  if (untold.length === 0) return [];
  const [modules, are] =
    untold.length === 1 ? ["module", "is"] : ["modules", "are"];
  return [
    {
      ...error(
        "unreadable-values",
        undefined,
        `the ${modules} ${shortNameList(untold, NAMED)} of \`${node.name}\` ${are} not in the file: the source tells no modules`,
        {
          why: "`tunegen rollback` will list them as loaded by the tuning",
        },
      ),
      severity: "note",
    },
  ];
}

/** Writes the file; an older one has the values from before the tuning, and is never overwritten. */
function write(
  all: readonly Captured[],
  { output = "-" }: CaptureOptions,
  { out }: Console,
): Diagnostic | undefined {
  const text = printCaptured(all.map(({ node }) => node));
  if (output === "-") {
    out.print(text);
    return undefined;
  }
  try {
    return writeNamed(output, text, (earlier) => earlier === text)
      ? undefined
      : error("values-exist", undefined, `${output} exists already`, {
          why: "it may have the values from before the tuning, which cannot be read again",
          help: "write to another file, or remove this one first",
        });
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    return unwritable(
      output,
      thrown,
      "choose another place, or print the values with -o -",
    );
  }
}

function isEmpty(captured: Captured): boolean {
  return valuesIn(captured) === 0 && captured.node.modules.size === 0;
}

function valuesIn({ node: { sysctls, files } }: Captured): number {
  return [...sysctls.values(), ...files.values()].filter(
    ({ state }) => state === "value",
  ).length;
}

function summary(all: readonly Captured[]): string {
  const values = all.reduce((sum, each) => sum + valuesIn(each), 0);
  return `captured ${values === 1 ? "1 value" : `${values} values`} of ${all.length === 1 ? "1 node" : `${all.length} nodes`}`;
}
