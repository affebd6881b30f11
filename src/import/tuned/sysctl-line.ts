import type { CommentLine } from "../comments.js";
import {
  type Assigned,
  type Part,
  readAssignment,
} from "../sysctl.d/assignment.js";

/** Options of every section, which are not sysctls. Source: TuneD, tuned/profiles/unit.py. */
const ofUnit =
  /^(?:type|enabled|replace|prepend|append|drop|devices|devices_udev_regex|cpuinfo_regex|uname_regex|priority|script_pre|script_post)\s*=/u;

/** Reads a line of `[sysctl]`: `vm.swappiness=10 # why`, `net.core.somaxconn=>2048`. */
export function readSysctl(part: Part): Assigned | readonly Assigned[] {
  if (ofUnit.test(part.text)) return [];
  const { comment, text: whole } = withoutComment(part);
  const [, before = "", sign, value = ""] =
    /^([^=]*=\s*)([<>])(\s*\d.*)$/u.exec(whole) ?? [];
  // Of the same length, so that places stay right.
  const text = sign === undefined ? whole : `${before} ${value}`;
  const assigned = { ...readAssignment({ ...part, text }), comment };
  const { setting, remarks } = assigned;
  if (setting === undefined || sign === undefined) return assigned;
  const [, name = ""] = setting.path;
  const [does, already] =
    sign === ">" ? ["raises", "higher"] : ["lowers", "lower"];
  return {
    ...assigned,
    remarks: [
      ...remarks,
      {
        kind: "changed",
        span: setting.span,
        message: `TuneD only ${does} \`${name}\` to ${value.trim()}, and keeps a value that is already ${already}; the spec sets it in any case`,
      },
    ],
  };
}

/** TuneD ignores comments at the end of a line, unlike the loaders of sysctl.d. */
function withoutComment({ source, text, start }: Part): {
  readonly text: string;
  readonly comment: CommentLine | undefined;
} {
  const [all, value = ""] = /^(.*?)\s+#.*$/u.exec(text) ?? [];
  if (all === undefined) return { text, comment: undefined };
  const at = text.indexOf("#", value.length);
  const span = { source, start: start + at, end: start + text.length };
  return { text: value, comment: { text: text.slice(at + 1), span } };
}
