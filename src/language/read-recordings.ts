import { anyOf, CONTROL, SURROGATE } from "../core/characters.js";
import { didYouMean } from "../core/nearest.js";
import { readReasons } from "../core/reasons.js";
import type { Reporter } from "../core/report.js";
import type { Entry } from "../core/tree.js";
import { isRecordingName, recordingNames } from "../signals/recordings.js";
import type {
  WrittenRecording,
  WrittenRecordings,
} from "./monitoring-model.js";

/** Reads `recordingRules` of the section `monitoring`. `entry` has passed the schema. */
export function readRecordings(
  entry: Entry | undefined,
  reporter: Reporter,
): WrittenRecordings {
  if (entry?.value.data === false) return { off: true, rules: [] };
  const rules = [...(entry?.value.entries ?? [])].flatMap(([name, each]) => {
    const read = readRecording(name, each, reporter);
    return read === undefined ? [] : [read];
  });
  return { off: false, rules };
}

/** Source of the convention: prometheus.io/docs, practices/rules, "Naming". */
const LEVEL_METRIC_OPERATIONS = /^[A-Za-z_]\w*:[A-Za-z_]\w*:[A-Za-z_]\w*$/u;

function readRecording(
  name: string,
  { key, value, comment }: Entry,
  reporter: Reporter,
): WrittenRecording | undefined {
  if (value.data === null)
    return isRecordingName(name)
      ? { name, span: key, expr: undefined, unit: undefined, why: undefined }
      : reporter.error(
          "unknown-field",
          key,
          `\`${name}\` is not a recording rule of tunegen`,
          { help: didYouMean(name, recordingNames) },
        );
  if (!LEVEL_METRIC_OPERATIONS.test(name))
    return reporter.error(
      "malformed-name",
      key,
      `\`${name}\` is not a valid name of a recording rule`,
      {
        help: "write level:metric:operations, such as job:http_request_duration_seconds:p99_5m",
      },
    );
  const query = value.entries?.get("expr")?.value ?? value;
  const expr = String(query.data).trim();
  const problem = queryProblem(expr);
  if (problem !== undefined)
    return reporter.error(
      "malformed-query",
      query.span,
      `the query ${problem}`,
      {
        why: "Prometheus refuses the whole rule file",
        help: "write a query of PromQL that Prometheus answers as it stands",
      },
    );
  const unit = value.entries?.get("unit")?.value.data;
  return {
    name,
    span: key,
    expr,
    unit: typeof unit === "string" ? unit : undefined,
    why: readReasons(value, reporter).why ?? comment,
  };
}

/** Line breaks and tabs may stand in a query. */
const forbidden = anyOf([CONTROL, SURROGATE], "u");
const closing: Readonly<Record<string, string>> = {
  "(": ")",
  "[": "]",
  "{": "}",
};

/** Returns what no query of PromQL has; it is not a parser. Source: Prometheus, "Querying basics". */
function queryProblem(query: string): string | undefined {
  if (query === "") return "is empty";
  if (forbidden.test(query.replaceAll(/[\n\t]/gu, " ")))
    return "contains a control character";
  const open: string[] = [];
  const tokens =
    /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`[^`]*`|#.*|[()[\]{}"'`$]/gu;
  for (const [token] of query.matchAll(tokens)) {
    if (token === "$") return "contains a variable of Grafana";
    if (/^["'`]$/u.test(token)) return "has a string without its end";
    const close = closing[token];
    if (close !== undefined) open.push(close);
    else if (/^[)\]}]$/u.test(token) && open.pop() !== token)
      return `has a \`${token}\` without its beginning`;
  }
  const missing = open.pop();
  return missing && `has no \`${missing}\` at the end`;
}
