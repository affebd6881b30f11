import type { Sample } from "./exposition.js";

/** The answer of Prometheus to a query at one moment. */
export interface Answer {
  readonly samples: readonly Sample[];
  /** What the server says of an answer that is not complete. */
  readonly warnings: readonly string[];
}

/** Why there is no answer, as a clause. */
export interface NoAnswer {
  readonly why: string;
}

/**
 * Reads the JSON of an instant query.
 * Source: Prometheus, docs/querying/api.md, "Format overview" and "Instant vectors".
 */
export function readAnswer(text: string): Answer | NoAnswer {
  const data = parsed(text);
  if (!isRecord(data)) return { why: "the answer is not JSON" };
  if (data["status"] !== "success") {
    const error = errorOf(data);
    return { why: error ?? "the answer has no `status: success`" };
  }
  const result = isRecord(data["data"]) ? data["data"]["result"] : undefined;
  if (!Array.isArray(result)) return { why: "the answer has no result" };
  const samples: Sample[] = [];
  for (const series of result) {
    const sample = sampleOf(series);
    if (sample === undefined)
      return { why: "the answer has a series that is not of an instant query" };
    samples.push(sample);
  }
  const { warnings } = data;
  return {
    samples,
    warnings: Array.isArray(warnings) ? warnings.filter(isText) : [],
  };
}

/** The error that Prometheus names in an answer, if the text is one. */
export function readError(text: string): string | undefined {
  const data = parsed(text);
  return isRecord(data) ? errorOf(data) : undefined;
}

function errorOf({
  error,
}: Readonly<Record<string, unknown>>): string | undefined {
  return isText(error) && error !== "" ? error : undefined;
}

/** `{"metric": {"__name__": "up", "job": "node"}, "value": [1435781451.781, "1"]}` */
function sampleOf(series: unknown): Sample | undefined {
  if (!isRecord(series) || !isRecord(series["metric"])) return undefined;
  const { metric, value } = series;
  const text: unknown = Array.isArray(value) ? value[1] : undefined;
  if (!isText(text)) return undefined;
  let name = "";
  const labels = new Map<string, string>();
  for (const [label, of] of Object.entries(metric)) {
    if (!isText(of)) return undefined;
    if (label === "__name__") name = of;
    else labels.set(label, of);
  }
  return { name, labels, value: text };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
