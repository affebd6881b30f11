import { listOf } from "../core/list-of.js";
import { findKey } from "../catalogue/lookup.js";
import type { SysctlKey } from "../core/key.js";
import type { CapturedNode } from "../live/captured.js";
import {
  type LiveModule,
  MISSING,
  type Observation,
  type Seen,
  type Silence,
} from "../live/observation.js";
import { isSecret } from "../live/reads.js";
import type { NodePlan } from "../plan/types.js";
import { matchingFiles } from "../verify/files.js";
import { readsOf } from "../verify/reads.js";
import { matchingKeys } from "../verify/sysctls.js";

/** The values of a node, and what could not be read: names by reason. */
export interface Captured {
  readonly node: CapturedNode;
  readonly unread: ReadonlyMap<string, readonly string[]>;
  /** The modules of which a source that tells no modules, such as `sysctl -a`, says nothing. */
  readonly untold: readonly string[];
}

/** Keeps of what was seen of a node the values of what the spec sets; never a secret. */
export function capture(
  name: string,
  node: NodePlan,
  observation: Observation,
): Captured {
  const { role, settings } = node;
  const reads = readsOf(node);
  const sysctls = new Map(
    reads.sysctls
      .flatMap((key) => expanded(key, observation))
      .filter((key) => !isSecret(key))
      .map((key) => [
        key.id,
        observation.sysctl(key, findKey(key)) ??
          unsaidValue(observation.silence),
      ]),
  );
  const files = new Map<string, Seen>(
    reads.files.flatMap((path) => filesAt(path, observation)),
  );
  const modules = new Map<string, LiveModule>();
  const unsaid: string[] = [];
  for (const { id } of settings.module) {
    const state = observation.modules?.get(id);
    if (state === undefined) unsaid.push(id);
    else modules.set(id, state);
  }
  const unread = new Map<string, string[]>();
  const add = (why: string, what: string): void => {
    listOf(unread, why).push(what);
  };
  for (const [id, seen] of sysctls)
    if (seen.state === "unreadable") add(seen.why, id);
  for (const [path, seen] of files)
    if (seen.state === "unreadable") add(seen.why, `/sys/${path}`);
  const tellsModules = observation.modules !== undefined;
  if (tellsModules) for (const id of unsaid) add(NOT_SAID, `the module ${id}`);
  return {
    node: { name, role, kernel: observation.kernel, sysctls, files, modules },
    unread,
    untold: tellsModules ? [] : unsaid,
  };
}

/** The keys that a pattern matches; the pattern itself where the source cannot list keys. */
function expanded(
  key: SysctlKey,
  observation: Observation,
): readonly SysctlKey[] {
  return key.isPattern ? (matchingKeys(key, observation) ?? [key]) : [key];
}

function filesAt(
  path: string,
  { files, silence }: Observation,
): readonly (readonly [string, Seen])[] {
  if (files === undefined) return [[path, unsaidValue("not asked")]];
  const found = [...matchingFiles(path, files)];
  return found.length > 0 ? found : [[path, unsaidValue(silence)]];
}

const NOT_SAID = "the source does not tell";

/** What the silence of a source about a key means. */
function unsaidValue(silence: Silence): Seen {
  switch (silence) {
    case "missing":
      return MISSING;
    case "not exported":
      return { state: "unreadable", why: "node_exporter does not export it" };
    case "not asked":
      return { state: "unreadable", why: NOT_SAID };
  }
}
