import { dirname, isAbsolute, join } from "node:path";
import { allKeys } from "../../catalogue/lookup.js";
import { errorCodes } from "../../core/diagnostics/registry.js";
import { keysOf } from "../../core/keys-of.js";
import { overview } from "../../explain/overview.js";
import { distributions } from "../../platform/distribution/registry.js";
import { operatingSystems } from "../../platform/os/registry.js";
import { rules } from "../../rules/registry.js";
import { targets } from "../../targets/emit.js";
import { comparedKinds } from "../../verify/kinds.js";
import { refsIn } from "../diff/git.js";
import type { Candidate, ListNames } from "./complete.js";
import { type NamedSection, namesInSpec } from "./spec-names.js";
import type { NameKind } from "./values.js";

const USUAL_SPEC = "tuning.yaml";

/** Lists names for the completion of the command line. Nothing is reported: what cannot be read has no names. */
export const listNames: ListNames = (kind, spec = USUAL_SPEC) =>
  lists[kind](spec);

const lists: Readonly<
  Record<NameKind, (spec: string) => readonly Candidate[]>
> = {
  role: (spec) => inSpec(spec, "roles", "role"),
  host: (spec) => inSpec(spec, "hosts", "host"),
  workload: (spec) => inSpec(spec, "workloads", "workload"),
  topic: topics,
  target: () => targets.map(({ name }) => ({ value: name })),
  kind: () => comparedKinds.map((value) => ({ value })),
  os: () => keysOf(operatingSystems).map((value) => ({ value })),
  revision: (spec) => refsIn(dirname(spec)),
  distribution: () => keysOf(distributions).map((value) => ({ value })),
};

/** What `explain` explains: what is in the spec first. */
function topics(spec: string): readonly Candidate[] {
  const { folders, sections } = overview();
  const profiles = [
    spec,
    ...namesInSpec(spec, "include").map((path) =>
      isAbsolute(path) ? path : join(dirname(spec), path),
    ),
  ].flatMap((path) => inSpec(path, "profiles", "profile"));
  const all: readonly Candidate[] = [
    ...inSpec(spec, "roles", "role"),
    ...inSpec(spec, "hosts", "host"),
    ...profiles,
    ...inSpec(spec, "workloads", "workload"),
    ...inSpec(spec, "mounts", "mount"),
    ...folders.map(({ name }) => ({ value: name, about: "folder of keys" })),
    ...sections.map((value) => ({ value, about: "section of settings" })),
    ...allKeys().map((value) => ({ value, about: "key" })),
    ...rules.map(({ name, summary }) => ({ value: name, about: summary })),
    ...Object.entries(errorCodes).map(([value, { summary }]) => ({
      value,
      about: summary,
    })),
  ];
  return [
    ...new Map(all.toReversed().map((each) => [each.value, each])).values(),
  ].toReversed();
}

function inSpec(
  spec: string,
  section: NamedSection,
  about: string,
): readonly Candidate[] {
  return namesInSpec(spec, section).map((value) => ({ value, about }));
}
