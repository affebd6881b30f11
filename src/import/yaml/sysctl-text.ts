import { isKey, parseKey } from "../../core/key.js";
import { readValue } from "../sysctl.d/value.js";
import { takeSysctl } from "./sysctls.js";
import { isPlausibleKey } from "./sysctl-key.js";
import type { Comment } from "./compose.js";
import type { Findings } from "./findings.js";
import type { LineMap, YamlScalar } from "./node.js";
import { nodeAt, type Place } from "./visit.js";

/**
 * Takes text in the form of sysctl.d that a scalar holds. Returns
 * its comments, and undefined if it is none: the place names no file of sysctl.d, and
 * no line is `key = value`.
 */
export function takeSysctlText(
  text: string,
  lines: LineMap,
  place: Place,
  findings: Findings,
): readonly Comment[] | undefined {
  const isCommand = /\bsysctl\s+-/u.test(text);
  if (!isCommand && place.file === undefined && !text.includes("\n"))
    return undefined;
  const isFile = /(?:^|\/)sysctl\.(?:d\/|conf$)/u.test(place.file ?? "");
  const assignments = [...assignmentsIn(text)];
  if (!isFile && !assignments.some(({ key }) => isPlausibleKey(key)))
    return undefined;
  findings.seen("cloud-init");
  const holder = nodeAt(place);
  const comments: Comment[] = [];
  for (const { key, value, start, end, ignoresErrors } of assignments) {
    const from = lines(start);
    const place = { start: from, end: from + key.length };
    const parsed = parseKey(key);
    const read = isKey(parsed)
      ? readValue(value, parsed)
      : { value, comment: undefined, changes: [] };
    const scalar: YamlScalar = {
      kind: "scalar",
      type: "string",
      text: read.value,
      start: from,
      end: lines(end - 1) + 1,
    };
    if (ignoresErrors)
      findings.note(
        place,
        `\`-${key}\` ignores errors of the kernel, which the spec cannot say`,
      );
    if (read.comment !== undefined)
      comments.push({
        text: `#${read.comment.text}`,
        start: scalar.end - value.length + read.comment.at,
      });
    for (const change of read.changes)
      findings.changed(
        place,
        `\`${key}\` is taken as \`${read.value}\`: ${change}`,
      );
    takeSysctl({ key, place, from, value: scalar }, { holder, findings });
  }
  return [...comments, ...commentsIn(text, lines)];
}

/** The lines that are comments of sysctl.d. */
function commentsIn(text: string, lines: LineMap): readonly Comment[] {
  const comments: Comment[] = [];
  let offset = 0;
  for (const line of text.split("\n")) {
    const words = line.trim();
    if (/^[#;]/u.test(words))
      comments.push({
        text: `#${words.slice(1)}`,
        start: lines(offset + line.indexOf(words)),
      });
    offset += line.length + 1;
  }
  return comments;
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
    if (/\bsysctl\s+-/u.test(line)) {
      yield* argumentsIn(line, start);
      continue;
    }
    const found =
      /^(\s*)(-?)(["']?)([A-Za-z][\w./*:?[\]-]*|[A-Za-z][^\s=#;"']*)\s{0,50}=(.*)$/u.exec(
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

/** Each `key=value` that a line gives to `sysctl -w`. */
function* argumentsIn(line: string, start: number): Generator<Assignment> {
  const argument = /([a-z]\w*[./][\w./*-]+)=("[^"]*"|'[^']*'|[^\s"'&;|]+)/gu;
  for (const found of line.matchAll(argument)) {
    const [all, key = "", value = ""] = found;
    if (!isPlausibleKey(key)) continue;
    yield {
      key,
      value: value.replaceAll(/["']/gu, ""),
      start: start + found.index,
      end: start + found.index + all.length,
      ignoresErrors: false,
    };
  }
}
