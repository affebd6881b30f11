import { type Diagnostic, error } from "../../core/diagnostic.js";
import { shortNameList } from "../../core/name-list.js";
import type { NodePlan, Plan } from "../../plan/types.js";
import { grouped } from "../../explain/grouped.js";
import { shownPath } from "../../output/location.js";
import { clusterProxyFiles } from "../../rollback/forms/cluster-proxy.js";
import { clusterFile } from "../../rollback/forms/cluster.js";
import {
  type RollbackFile,
  rollbackFiles,
} from "../../rollback/forms/files.js";
import { notUndoneText } from "../../rollback/forms/heading.js";
import type { Built, Undo } from "../../rollback/types.js";
import { undoNode } from "../../rollback/undo-node.js";
import { type NoSubject, subjectOf } from "../../verify/subject.js";
import { openConsole, type Paint } from "../console.js";
import { EXIT, type ExitCode } from "../exit.js";
import { printDiagnostics } from "../formats/text.js";
import { gatherNodes, type NodeValues } from "../live/gather-nodes.js";
import { unknownNode } from "../live/gathered-errors.js";
import type { RollbackOptions } from "../options.js";
import {
  beforeOf,
  clusterSince,
  filesOf,
  filesSince,
  nameGone,
  onlyChanged,
  readSince,
  type Since,
} from "../rollback/since.js";
import { writeFiles } from "../rollback/write-files.js";
import { loadPlan, type Planned } from "./load-plan.js";

/** How many names a message lists. */
const NAMED = 8;

/**
 * Runs `tunegen rollback`: writes what undoes the tuning of nodes. What nothing undoes is printed first, on standard
 * error, and then the exit code is 1.
 */
export async function rollback(options: RollbackOptions): Promise<ExitCode> {
  const terminal = openConsole(options);
  const loaded = await loadPlan(options.file, terminal, "files");
  if (loaded === undefined) return EXIT.usage;
  const { plan } = loaded;
  const nodes = chosen(plan, options);
  if ("message" in nodes) {
    printDiagnostics([unknownNode(nodes)], terminal);
    return EXIT.usage;
  }
  const since =
    options.since === undefined
      ? undefined
      : readSince(options.since, options.file, plan.specName, terminal);
  if (options.since !== undefined && since === undefined) return EXIT.usage;
  const captured = readCaptured(plan, options);
  if (!("values" in captured)) {
    printDiagnostics(captured.errors, terminal);
    return EXIT.usage;
  }
  const missing = withoutValues(nodes, captured.values, options);
  const all = nodes.flatMap((node) =>
    undosOf(node, plan, captured.values, since),
  );
  printDiagnostics(missing, terminal);
  const undos = since === undefined ? all : onlyChanged(all, since, terminal);
  if (since !== undefined && options.all === true)
    nameGone(since, plan, terminal);
  terminal.err.print(notUndone(undos, terminal.err.paint));
  const failure = writeFiles(
    [
      ...(options.all === true ? clusterFiles(undos, plan, since) : []),
      ...undos.flatMap((undo) =>
        rollbackFiles(undo, plan.specName, builtFor(undo, loaded, since)),
      ),
    ],
    options,
    terminal,
  );
  if (failure !== undefined) {
    printDiagnostics([failure], terminal);
    return EXIT.usage;
  }
  return missing.length === 0 && undos.every(isWhole)
    ? EXIT.fine
    : EXIT.findings;
}

/** What undoes the tuning of the cluster as a whole: the steps, and kube-proxy's configuration. */
function clusterFiles(
  undos: readonly Undo[],
  plan: Plan,
  since: Since | undefined,
): readonly RollbackFile[] {
  const proxies = clusterProxyFiles(undos, plan);
  const steps =
    since === undefined
      ? clusterFile(plan, proxies)
      : clusterSince(since, plan, proxies);
  return [...(steps === undefined ? [] : [steps]), ...proxies];
}

/** The nodes that the command line names: a role with its hosts. */
function chosen(
  plan: Plan,
  { all, ...wanted }: RollbackOptions,
): readonly NodePlan[] | NoSubject {
  if (all === true) return plan.nodes;
  const subject = subjectOf(plan, wanted, []);
  if ("message" in subject)
    return subject.reason === "unnamed"
      ? {
          ...subject,
          message: "no node is named",
          help: `${subject.help}, or --all`,
        }
      : subject;
  if (!("settings" in subject)) return [];
  return subject.kind === "host"
    ? [subject]
    : plan.nodes.filter(({ role }) => role === subject.name);
}

/** The captured values, one for each node; none without a file. */
function readCaptured(
  plan: Plan,
  { baseline, role, host }: RollbackOptions,
):
  | { readonly values: readonly NodeValues[] }
  | { readonly errors: readonly Diagnostic[] } {
  const values: NodeValues[] = [];
  if (baseline === undefined) return { values };
  const gathered = gatherNodes(plan, { role, host }, [baseline], (each) => {
    values.push(each);
  });
  if ("message" in gathered) return { errors: [unknownNode(gathered)] };
  return gathered.errors.length > 0 ? gathered : { values };
}

/** Hosts of which the file says nothing, and an empty file. */
function withoutValues(
  nodes: readonly NodePlan[],
  values: readonly NodeValues[],
  { baseline }: RollbackOptions,
): readonly Diagnostic[] {
  if (baseline === undefined) return [];
  const known = new Set(values.map(({ subject }) => subject));
  const hosts = nodes.filter(
    (node) => node.kind === "host" && !known.has(node),
  );
  const names = (values.length === 0 ? nodes : hosts).map(({ name }) => name);
  return names.length === 0
    ? []
    : [
        error(
          "unreadable-values",
          undefined,
          `${baseline} has no values of ${shortNameList(names, NAMED)}`,
          {
            why: "their rollback uses the baseline instead, where it is known",
          },
        ),
      ];
}

/** A role comes with those of its nodes whose values were captured, and with the baseline for the others. */
function undosOf(
  node: NodePlan,
  plan: Plan,
  values: readonly NodeValues[],
  since: Since | undefined,
): readonly Undo[] {
  const before = since && beforeOf(node, since);
  const captured = values
    .filter(({ subject }) => subject === node)
    .map(({ observation, name }) =>
      undoNode(node, plan, { ...observation, host: name }, before),
    );
  return node.kind === "host" && captured.length > 0
    ? captured
    : [...captured, undoNode(node, plan, undefined, before)];
}

/** The files that a build writes for a node, as the user knows them. */
function builtFor(
  { node }: Undo,
  { compiled, request }: Planned,
  since: Since | undefined,
): Built {
  const shown = (path: string): string => shownPath(request.location, path);
  return since === undefined
    ? {
        gone: filesOf(node, compiled.files).map(({ path }) => shown(path)),
        changed: [],
      }
    : filesSince(node, compiled.files, since, shown);
}

function isWhole({ notUndone: all }: Undo): boolean {
  return all.every(({ remedy }) => remedy === "restart");
}

/** What nothing undoes; what is the same on several nodes is told once. */
function notUndone(undos: readonly Undo[], paint: Paint): string {
  const groups = grouped(
    undos.map(({ kind, name, notUndone: all }) => ({
      name: `${kind} ${name}`,
      lines: all.map((each) => `  ${notUndoneText(each)}\n`).join(""),
    })),
    ({ lines }) => lines,
  );
  return groups
    .filter(([{ lines }]) => lines !== "")
    .map((group) => {
      const names = group.map(({ name }) => name);
      return `${paint.yellow("not undone")} on ${shortNameList(names, NAMED)}:\n${group[0].lines}`;
    })
    .join("");
}
