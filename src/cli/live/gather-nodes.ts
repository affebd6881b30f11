import { hostname } from "node:os";
import { addAll } from "../../core/add-all.js";
import type { Diagnostic } from "../../core/diagnostic.js";
import { listOf } from "../../core/list-of.js";
import type { Observation } from "../../live/observation.js";
import type { NodePlan, Plan, WorkloadPlan } from "../../plan/types.js";
import { podReadsOf, readsOf } from "../../verify/reads.js";
import {
  type NoSubject,
  subjectOf,
  type Wanted,
} from "../../verify/subject.js";
import type { Progress } from "../progress.js";
import {
  type Place,
  type Stranger,
  strangerError,
  twiceError,
} from "./gathered-errors.js";
import { readFiles, STDIN } from "./read-files.js";
import { readMachine } from "./read-machine.js";

/** How many nodes are read before the progress is shown again. */
const SHOWN_EACH = 50;

/** The values of a node, and what of the spec it is. */
export interface NodeValues {
  readonly subject: NodePlan | WorkloadPlan;
  readonly observation: Observation;
  /** That of the host of the spec; for other nodes, what the values call it. */
  readonly name: string;
}

/** What the sources came to beside the values. */
export interface GatheredNodes {
  /** What could not be read, or belongs to no node of the spec. */
  readonly errors: readonly Diagnostic[];
  /** Hosts of the spec without values. */
  readonly unseen: readonly string[];
}

/**
 * Visits the values of nodes one after another: of the machine that tunegen runs on, or of files and folders. A fleet has
 * too many to keep.
 *
 * @returns a message where the command line names nothing of the spec
 */
export function gatherNodes(
  plan: Plan,
  wanted: Wanted,
  sources: readonly string[],
  visit: (values: NodeValues) => void,
  progress?: Progress,
): GatheredNodes | NoSubject {
  return sources.length === 0
    ? gatherMachine(plan, wanted, visit)
    : gatherFiles(plan, wanted, sources, visit, progress);
}

function gatherMachine(
  plan: Plan,
  wanted: Wanted,
  visit: (values: NodeValues) => void,
): GatheredNodes | NoSubject {
  const name = hostname();
  const subject = subjectOf(plan, wanted, [name]);
  if ("message" in subject)
    return subject.reason === "unnamed"
      ? {
          ...subject,
          message: `this machine, \`${name}\`, is not a host of the spec`,
        }
      : subject;
  const observation = readMachine(readsOfSubject(subject));
  visit({ subject, observation, name: subject.name });
  return { errors: [], unseen: [] };
}

function gatherFiles(
  plan: Plan,
  wanted: Wanted,
  sources: readonly string[],
  visit: (values: NodeValues) => void,
  progress: Progress | undefined,
): GatheredNodes | NoSubject {
  let visited = 0;
  const errors: Diagnostic[] = [];
  const strangers = new Map<string, Stranger>();
  const places = new Map<string, Place[]>();
  for (const { path, observations, errors: unread } of readFiles(sources)) {
    addAll(errors, unread);
    for (const observation of observations) {
      const names = namesOf(observation);
      if (isOther(wanted, observation)) continue;
      const subject = subjectOf(
        plan,
        { ...wanted, role: wanted.role ?? roleIn(wanted, observation) },
        names,
      );
      if ("message" in subject) {
        // What the command line names is wrong for every file.
        if (isNamed(wanted)) return subject;
        const stranger = strangers.get(subject.message);
        if (stranger === undefined)
          strangers.set(subject.message, { subject, paths: [path] });
        else stranger.paths.push(path);
        continue;
      }
      const name =
        subject.kind === "host" ? subject.name : (names[0] ?? subject.name);
      listOf(places, name).push({
        path,
        isNamed: observation.host !== undefined,
      });
      visit({ subject, observation, name });
      visited += 1;
      if (visited % SHOWN_EACH === 0) progress?.show(`${visited} nodes read`);
    }
  }
  return {
    errors: [
      ...errors,
      ...[...strangers.values()].map(strangerError),
      ...[...places].flatMap(([name, all]) => twiceError(name, all)),
    ],
    unseen: unseen(plan, wanted, places, sources),
  };
}

/** Whether captured values, which are those of a whole fleet, are of another node than the command line names. */
function isOther(
  { role, host }: Wanted,
  { role: captured, host: name }: Observation,
): boolean {
  if (captured === undefined) return false;
  return (
    (role !== undefined && role !== captured) ||
    (host !== undefined && host !== name)
  );
}

function roleIn(
  { host, pod }: Wanted,
  { role }: Observation,
): string | undefined {
  return (host ?? pod) === undefined ? role : undefined;
}

/** Hosts of which a fleet's values say nothing: only where several files were given. */
function unseen(
  { nodes: planned }: Plan,
  { role, host, pod }: Wanted,
  seen: ReadonlyMap<string, unknown>,
  sources: readonly string[],
): readonly string[] {
  if (host !== undefined || pod !== undefined) return [];
  if (sources.length === 1 && seen.size < 2) return [];
  return planned
    .filter(
      (node) =>
        node.kind === "host" &&
        (role === undefined || node.role === role) &&
        !seen.has(node.name),
    )
    .map(({ name }) => name);
}

/** Whether the command line says of whom the values are. */
export function isNamed({ role, host, pod }: Wanted): boolean {
  return (role ?? host ?? pod) !== undefined;
}

/** What the values call their node, then what their file is called. */
function namesOf({ host, source }: Observation): readonly string[] {
  const file = source.replace(/^.*[/\\]/u, "").replace(/\.[a-z0-9]+$/iu, "");
  return [
    ...(host === undefined ? [] : [host]),
    ...(source === STDIN ? [] : [file]),
  ];
}

/** Lists what must be read of a node or in a pod. */
export function readsOfSubject(
  subject: NodePlan | WorkloadPlan,
  only?: readonly string[],
): ReturnType<typeof readsOf> {
  return "settings" in subject ? readsOf(subject, only) : podReadsOf(subject);
}
