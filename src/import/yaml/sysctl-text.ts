import { takeSysctl } from "./sysctls.js";
import { isPlausibleKey } from "./sysctl-key.js";
import type { Findings } from "./findings.js";
import type { LineMap, YamlScalar } from "./node.js";
import { nodeAt, type Place } from "./visit.js";

/**
 * Takes text in the form of sysctl.d that a scalar holds. False if it is none: the place names no file of sysctl.d, and
 * no line is `key = value`.
 */
export function takeSysctlText(
  text: string,
  lines: LineMap,
  place: Place,
  findings: Findings,
): boolean {
  const isFile = /(?:^|\/)sysctl\.(?:d\/|conf$)/u.test(place.file ?? "");
  const assignments = [...assignmentsIn(text)];
  if (!isFile && !assignments.some(({ key }) => isPlausibleKey(key)))
    return false;
  findings.seen("cloud-init");
  const holder = nodeAt(place);
  for (const { key, value, start, end, ignoresErrors } of assignments) {
    const from = lines(start);
    const place = { start: from, end: from + key.length };
    const scalar: YamlScalar = {
      kind: "scalar",
      type: "string",
      text: value,
      start: from,
      end: lines(end - 1) + 1,
    };
    if (ignoresErrors)
      findings.note(
        place,
        `\`-${key}\` ignores errors of the kernel, which the spec cannot say`,
      );
    takeSysctl({ key, place, from, value: scalar }, { holder, findings });
  }
  return true;
}

interface Assignment {
  readonly key: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly ignoresErrors: boolean;
}

/** The lines `key = value`, also as an argument of `sysctl -w`. */
function* assignmentsIn(text: string): Generator<Assignment> {
  let offset = 0;
  for (const line of text.split("\n")) {
    const start = offset;
    offset += line.length + 1;
    const found =
      /^(\s*)(-?)((?:sysctl (?:-\w+ )*)?["']?)([A-Za-z][\w./*:?[\]-]*|[A-Za-z][^\s=#;"']*)\s{0,50}=(.*)$/u.exec(
        line,
      );
    if (found === null) continue;
    const [, indent = "", minus = "", command = "", key = "", rest = ""] =
      found;
    yield {
      key,
      value: rest.trim().replace(/["']$/u, "").replace(/^["']/u, ""),
      start: start + indent.length + minus.length + command.length,
      end: start + line.trimEnd().length,
      ignoresErrors: minus !== "",
    };
  }
}
