import { plainText, inlineCode, table } from "../../encode/markdown.js";
import { columns } from "../../explain/layout.js";
import type {
  ComparedRecording,
  Recorded,
} from "../../verify/prometheus/recorded.js";
import type { RecordedReport } from "./compare-recorded.js";

const HEAD = ["", "MEAN BEFORE", "HIGHEST", "MEAN AFTER", "HIGHEST"] as const;

/** The table for people: means over all nodes, and the highest value of one. */
export function recordedText({ recordings }: RecordedReport): string {
  const rows = [
    HEAD,
    ...recordings.map((each) => [titleOf(each), ...valuesOf(each)]),
  ];
  return columns(
    rows,
    HEAD.map((_, at) => (at === 0 ? "left" : "right")),
  )
    .map((line) => `${line}\n`)
    .join("");
}

export function recordedMarkdown({ recordings }: RecordedReport): string {
  return `${table(
    [
      "recording rule",
      "what it is",
      "before: mean",
      "highest",
      "after: mean",
      "highest",
    ],
    recordings.map((each) => [
      inlineCode(each.name),
      plainText(titleOf(each)),
      ...valuesOf(each),
    ]),
  ).join("\n")}\n`;
}

export function recordedJson({ recordings, errors }: RecordedReport): string {
  return `${JSON.stringify(
    {
      recordings: recordings.map(({ name, title, unit, before, after }) => ({
        name,
        title,
        unit,
        before: before ?? null,
        after: after ?? null,
      })),
      errors: errors.map(({ code, message, help }) => ({
        code,
        message,
        help,
      })),
    },
    undefined,
    2,
  )}\n`;
}

function titleOf({ title, unit }: ComparedRecording): string {
  return unit === "per second" ? `${title}, per second` : title;
}

function valuesOf({
  unit,
  before,
  after,
}: ComparedRecording): readonly string[] {
  return [before, after].flatMap((values: Recorded | undefined) =>
    values === undefined
      ? ["-", "-"]
      : [shown(values.mean, unit), shown(values.highest, unit)],
  );
}

const STEPS = ["B", "KiB", "MiB", "GiB", "TiB"] as const;

/** Three digits: nobody compares more of a mean. */
function shown(value: number, unit: ComparedRecording["unit"]): string {
  if (!Number.isFinite(value)) return String(value);
  if (unit === "ratio") return `${digits(value * 100)} %`;
  if (unit !== "bytes") return digits(value);
  let [rest, step] = [value, 0];
  while (Math.abs(rest) >= 1024 && step < STEPS.length - 1) {
    rest /= 1024;
    step += 1;
  }
  return `${digits(rest)} ${STEPS[step] ?? ""}`;
}

function digits(value: number): string {
  return value >= 1000
    ? Math.round(value).toLocaleString("en-US")
    : String(Number(value.toPrecision(3)));
}
