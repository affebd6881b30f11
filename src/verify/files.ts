import { segmentTest } from "../catalogue/glob.js";
import type { Observation, Seen } from "../live/observation.js";
import type { NodePlan } from "../plan/types.js";
import type { NodeKind } from "../settings/registry.js";
import type { Comparison } from "./types.js";
import { compareSeen, type Expected, unseen } from "./unseen.js";

/** A file below /sys that shows whether a setting is in force. */
export interface ShownIn {
  readonly kind: NodeKind;
  readonly name: string;
  /** Below /sys, with patterns. */
  readonly path: string;
  readonly expected: string;
  readonly span: Expected["span"];
}

/** Lists the files below /sys that show the sysfs settings and the huge pages of a node. */
export function filesOf({ settings }: NodePlan): readonly ShownIn[] {
  return [
    ...settings.sysfs.flatMap(({ id, value, origin: { span } }) =>
      value === undefined
        ? []
        : [
            {
              kind: "sysfs" as const,
              name: `/sys/${id}`,
              path: id,
              expected: value,
              span,
            },
          ],
    ),
    ...settings.hugepages.flatMap(({ id, value, origin: { span } }) =>
      value === undefined || "defaultSize" in value
        ? []
        : value.pages.map(({ count, node }) => ({
            kind: "hugepages" as const,
            name: `hugepages.${id}${node === undefined ? "" : ` of NUMA node ${node}`}`,
            path: `${node === undefined ? "kernel/mm" : `devices/system/node/node${node}`}/hugepages/hugepages-${value.size / 1024n}kB/nr_hugepages`,
            expected: String(count),
            span,
          })),
    ),
    ...settings.module.flatMap(({ id, value, origin: { span } }) =>
      Object.entries(value).map(([name, text]) => ({
        kind: "module" as const,
        name: `${id}.${name}`,
        path: `module/${id}/parameters/${name}`,
        expected: text,
        span,
      })),
    ),
  ];
}

/** Compares the files below /sys. */
export function compareFiles(
  node: NodePlan,
  observation: Observation,
): readonly Comparison[] {
  const { files } = observation;
  return filesOf(node).flatMap(({ path, ...expected }) => {
    if (files === undefined) return [unseen(expected, "not asked")];
    const found = [...matchingFiles(path, files)];
    const shown: readonly (readonly [string, Seen | undefined])[] =
      found.length === 0 ? [[path, undefined]] : found;
    return shown.map(([real, seen]) =>
      compareSeen(
        {
          ...expected,
          name: real === path ? expected.name : `/sys/${real}`,
        },
        seen,
        observation,
        (actual) =>
          isSame(expected.expected, actual)
            ? { outcome: "equal", note: undefined }
            : { outcome: "different", note: noteOf(expected, actual) },
      ),
    );
  });
}

/** The files that a pattern matches; for a path without one, the file itself. */
export function matchingFiles(
  path: string,
  files: ReadonlyMap<string, Seen>,
): Iterable<readonly [string, Seen]> {
  const exact = files.get(path);
  if (exact !== undefined) return [[path, exact]];
  const tests = path.split("/").map(segmentTest);
  return [...files].filter(([each]) => {
    const segments = each.split("/");
    return (
      segments.length === tests.length &&
      segments.every((segment, at) => tests[at]?.(segment))
    );
  });
}

/** A file that lists its choices has brackets around the active one; parameters print booleans as `Y` and `N`. */
function isSame(expected: string, actual: string): boolean {
  const chosen = /\[(\S+)\]/u.exec(actual)?.[1] ?? actual;
  return chosen === expected || boolean(chosen) === boolean(expected);
}

function boolean(text: string): string {
  if (/^(?:y|yes|true|on|1)$/iu.test(text)) return "1";
  return /^(?:n|no|false|off|0)$/iu.test(text) ? "0" : text;
}

function noteOf(
  { kind, expected }: Pick<ShownIn, "kind" | "expected">,
  actual: string,
): string | undefined {
  return kind === "hugepages" && Number(actual) < Number(expected)
    ? "the kernel did not find enough contiguous memory, or the node has not rebooted since"
    : undefined;
}
