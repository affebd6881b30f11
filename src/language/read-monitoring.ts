import {
  anyOf,
  BYTE_ORDER_MARK,
  CONTROL,
  SEPARATOR,
  SURROGATE,
} from "../core/characters.js";
import {
  alertNames,
  type MonitoringSection,
  type WrittenAlert,
  type WrittenMatcher,
  type WrittenPanel,
  type WrittenSelector,
} from "./monitoring-model.js";
import { below, type Reporter } from "../core/report.js";
import { readReasons } from "../core/reasons.js";
import type { Entry, Tree } from "../core/tree.js";
import { type Re2Problem, re2Problem } from "./re2.js";
import { readRecordings } from "./read-recordings.js";
import { panelNames } from "../signals/registry.js";

const controlCharacter = anyOf(
  [CONTROL, SURROGATE, SEPARATOR, BYTE_ORDER_MARK],
  "u",
);

/** Reads the section `monitoring`. `entry` has passed the schema. */
export function readMonitoring(
  entry: Entry | undefined,
  reporter: Reporter,
): MonitoringSection | undefined {
  if (entry === undefined) return undefined;
  const { entries } = entry.value;
  const reasons = readReasons(entry.value, reporter);
  const text = (field: string, remedy: Remedy) =>
    readText(entries?.get(field), remedy, reporter);
  const labels = new Map<string, string>();
  for (const [name, { key, value }] of entries?.get("labels")?.value.entries ??
    []) {
    const label = String(value.data);
    if (!objectLabel.test(name)) {
      reportLabel(name, key, reporter);
    } else if (!objectLabelValue.test(label)) {
      reportLabel(label, value.span, reporter);
    } else labels.set(name, label);
  }
  return {
    ...reasons,
    why: reasons.why ?? entry.comment,
    span: entry.key,
    namespace: text("namespace", namespaceRemedy),
    labels,
    roleLabel: text("roleLabel", metricLabelRemedy),
    hostLabel: text("hostLabel", metricLabelRemedy),
    roles: readSelectors(entries?.get("roles")?.value, reporter),
    hosts: readSelectors(entries?.get("hosts")?.value, reporter),
    alerts: readAlerts(entries?.get("alerts")?.value, below(reporter, reasons)),
    panels: readPanels(entries?.get("panels")?.value),
    recordings: readRecordings(entries?.get("recordingRules"), reporter),
    drift: entries?.get("drift")?.value.data !== false,
  };
}

/** Source: Kubernetes, "Labels and Selectors", syntax and character set. */
const objectLabel =
  /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/u;
const objectLabelValue = /^(?:[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?)?$/u;

/** Source: RFC 1123, which Kubernetes requires for the name of a namespace. */
function namespaceRemedy(text: string): string | undefined {
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u.test(text)
    ? undefined
    : "use lower-case letters, digits and dashes, at most 63, with a letter or digit at both ends";
}

/** Source: Prometheus, "Data model": names that start with two underscores are reserved. */
function metricLabelRemedy(text: string): string | undefined {
  return /^(?!__)[A-Za-z_]\w*$/u.test(text)
    ? undefined
    : "use letters, digits and underscores, not two underscores or a digit first";
}

/** Returns what to write instead of a text; undefined if the text is valid. */
type Remedy = (text: string) => string | undefined;

function readText(
  entry: Entry | undefined,
  remedy: Remedy,
  reporter: Reporter,
): string | undefined {
  if (entry === undefined) return undefined;
  const text = String(entry.value.data);
  const help = remedy(text);
  if (help === undefined) return text;
  return reporter.error(
    "malformed-name",
    entry.value.span,
    `${inWords(text)} is not a valid name`,
    { help },
  );
}

function reportLabel(
  text: string,
  span: Entry["key"],
  reporter: Reporter,
): void {
  reporter.error(
    "malformed-label",
    span,
    `\`${text}\` cannot be part of a label of a Kubernetes object`,
    {
      why: "Kubernetes refuses the whole rule file",
      help: "use at most 63 letters, digits, dots, dashes and underscores, with a letter or digit at both ends",
    },
  );
}

function readSelectors(
  tree: Tree | undefined,
  reporter: Reporter,
): readonly WrittenSelector[] {
  return [...(tree?.entries ?? [])].flatMap(([name, { key, value }]) => {
    const written = [...(value.entries ?? [])];
    if (written.length === 0) {
      reporter.error("malformed-matcher", key, `\`${name}\` has no matcher`, {
        why: "the metrics of all nodes would match",
        help: 'write a label and a pattern, such as { instance: "raccoon.*" }',
      });
      return [];
    }
    const matchers = written.flatMap(([label, entry]) =>
      readMatcher(label, entry, reporter),
    );
    return matchers.length === written.length
      ? [{ name, span: key, matchers }]
      : [];
  });
}

function readMatcher(
  label: string,
  { key, value }: Entry,
  reporter: Reporter,
): readonly WrittenMatcher[] {
  const help = metricLabelRemedy(label);
  if (help !== undefined) {
    reporter.error(
      "malformed-label",
      key,
      `\`${label}\` cannot be a metric's label`,
      {
        why: "Prometheus refuses the whole rule file",
        help,
      },
    );
    return [];
  }
  const pattern = String(value.data);
  const found = patternProblem(pattern);
  if (found === undefined) return [{ label, pattern }];
  const { problem, why } = found;
  const shown = inWords(
    pattern.length > 200 ? `${pattern.slice(0, 60)}…` : pattern,
  );
  reporter.error("malformed-matcher", value.span, `${shown} ${problem}`, {
    why,
    help: 'write a regular expression that matches the whole value, such as "raccoon.*"',
  });
  return [];
}

/** Shows a text of the spec; two backticks side by side read as a slip. */
function inWords(text: string): string {
  return text === "" ? "the empty text" : `\`${text}\``;
}

function patternProblem(pattern: string): Re2Problem | undefined {
  return controlCharacter.test(pattern)
    ? {
        problem: "contains a control character",
        why: "it would change the line of the rule file in which it is written",
      }
    : re2Problem(pattern);
}

function readAlerts(
  tree: Tree | undefined,
  reporter: Reporter,
): readonly WrittenAlert[] {
  return alertNames.flatMap((name): readonly WrittenAlert[] => {
    const entry = tree?.entries?.get(name);
    if (entry === undefined) return [];
    const { value } = entry;
    const reasons = readReasons(value, reporter);
    return [
      {
        ...reasons,
        why: reasons.why ?? entry.comment,
        name,
        span: entry.key,
        off: value.data === null,
        threshold: readThreshold(value.entries?.get("threshold"), reporter),
        for: readText(value.entries?.get("for"), durationRemedy, reporter),
        severity: readText(
          value.entries?.get("severity"),
          severityRemedy,
          reporter,
        ),
      },
    ];
  });
}

function readPanels(tree: Tree | undefined): readonly WrittenPanel[] {
  return panelNames.flatMap((name) => {
    const entry = tree?.entries?.get(name);
    return entry === undefined
      ? []
      : [{ name, span: entry.key, on: entry.value.data === true }];
  });
}

function readThreshold(
  entry: Entry | undefined,
  reporter: Reporter,
): number | undefined {
  const threshold = entry?.value.data;
  if (entry === undefined || typeof threshold !== "number") return undefined;
  if (threshold > 0 && threshold <= 100) return threshold;
  return reporter.error(
    "out-of-range",
    entry.value.span,
    threshold > 0
      ? `${String(threshold)} % is never reached`
      : `${String(threshold)} % is always reached`,
    {
      why:
        threshold > 0
          ? "a use above 100 % is impossible, so the alert would never fire"
          : "the alert would always fire",
      help: "write a percentage above 0 and at most 100",
    },
  );
}

/** Source: Prometheus, "Configuration", `<duration>`: units from the largest to the smallest, each at most once. */
function durationRemedy(text: string): string | undefined {
  return /^(?:0|(?=\d)(?:\d{1,2}y)?(?:\d{1,3}w)?(?:\d{1,4}d)?(?:\d{1,5}h)?(?:\d{1,6}m)?(?:\d{1,7}s)?(?:\d{1,9}ms)?)$/u.test(
    text,
  )
    ? undefined
    : "write a duration for Prometheus, such as 10m, 1h30m or 0s";
}

function severityRemedy(text: string): string | undefined {
  return /^[A-Za-z0-9][\w.-]{0,62}$/u.test(text)
    ? undefined
    : "write one word, such as info, warning or critical";
}
