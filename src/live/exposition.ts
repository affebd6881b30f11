import { listOf } from "../core/list-of.js";
import { isAtLeast } from "../core/version.js";
import { sysctlMetric } from "../platform/component/node-exporter.js";
import {
  type Gathered,
  type LiveFormat,
  type Observation,
  type Seen,
  seen,
  type Unread,
} from "./observation.js";

/** One value of one series. */
export interface Sample {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  /** As it was printed: `1.048576e+06`. */
  readonly value: string;
}

/** What node_exporter answers: the text format of Prometheus. */
export const exposition: LiveFormat = {
  title: "a scrape of node_exporter",
  recognises: (text) => /^node_[a-z0-9_]+(?:\{| )/mu.test(text),
  read(text, source) {
    const samples: Sample[] = [];
    const unread: Unread[] = [];
    for (const [at, line] of text.split("\n").entries()) {
      if (!line.startsWith("node_")) continue;
      const sample = readSample(line);
      if (sample === undefined)
        unread.push({ line: at + 1, why: "it is not a valid metric" });
      else samples.push(sample);
    }
    return {
      observations: [observationOf(samples, source)],
      unread,
    } satisfies Gathered;
  },
};

/**
 * What the metrics of one node say.
 * @param host a name for it, where its metrics have none
 */
export function observationOf(
  samples: readonly Sample[],
  source: string,
  host?: string,
): Observation {
  const numbers = new Map<string, Sample[]>();
  const words = new Map<string, { readonly index: number; word: string }[]>();
  let uname: Sample | undefined;
  let version: string | undefined;
  let failed = false;
  for (const sample of samples) {
    const { name, labels, value } = sample;
    if (name === "node_uname_info") uname = sample;
    else if (name === "node_exporter_build_info")
      version = labels.get("version");
    else if (name === "node_scrape_collector_success")
      failed ||= labels.get("collector") === "sysctl" && Number(value) === 0;
    else if (name === "node_sysctl_info") {
      const key = labels.get("name") ?? "";
      listOf(words, key).push({
        index: Number(labels.get("index") ?? "0"),
        word: labels.get("value") ?? "",
      });
    } else if (name.startsWith("node_sysctl_")) {
      listOf(numbers, name).push(sample);
    }
  }
  return {
    source,
    host: uname?.labels.get("nodename") ?? host,
    kernel: uname?.labels.get("release"),
    sysctl({ id }, known) {
      const info = words.get(id);
      if (info !== undefined)
        return seen(
          info
            .sort((a, b) => a.index - b.index)
            .map(({ word }) => word)
            .join(" "),
        );
      const fields = known?.kind.type === "vector" ? known.kind.fields : [];
      const found =
        byIndex(numbers.get(sysctlMetric(id))) ??
        byName(
          fields.map((field) => numbers.get(sysctlMetric(`${id}_${field}`))),
        );
      if (found !== undefined) return found;
      return failed
        ? {
            state: "unreadable",
            why: "the sysctl collector of node_exporter failed",
          }
        : undefined;
    },
    keys: undefined,
    silence: "not exported",
    ...(numbers.size + words.size === 0 &&
      !failed && { remark: noSysctls(version) }),
  };
}

/** What is to do where node_exporter exports no sysctl. Source: its CHANGELOG.md, 1.4.0 (#2425). */
function noSysctls(version: string | undefined): string {
  return isAtLeast(version, "1.4") === false
    ? `node_exporter ${version ?? ""} cannot read sysctls: install version 1.4 or later, and ${START}`
    : `node_exporter exports no sysctls: ${START}`;
}

const START =
  "start it with the arguments that the target prometheus writes for the node";

/** A number, or the fields of a vector without names, by their label `index`. */
function byIndex(samples: readonly Sample[] | undefined): Seen | undefined {
  if (samples === undefined) return undefined;
  const sorted = [...samples].sort(
    (a, b) =>
      Number(a.labels.get("index") ?? "0") -
      Number(b.labels.get("index") ?? "0"),
  );
  const isRounded = sorted.some(
    ({ value }) => Math.abs(Number(value)) > Number.MAX_SAFE_INTEGER,
  );
  return {
    ...seen(sorted.map(({ value }) => integerText(value)).join(" ")),
    ...(isRounded && { isRounded }),
  };
}

/** The fields of a vector, each of a metric of its own. */
function byName(
  fields: readonly (readonly Sample[] | undefined)[],
): Seen | undefined {
  const found = fields.flatMap((samples) => samples?.[0] ?? []);
  return found.length === 0 || found.length < fields.length
    ? undefined
    : byIndex(
        found.map((sample, index) => ({
          ...sample,
          labels: new Map([["index", String(index)]]),
        })),
      );
}

/** `1.048576e+06` is 1048576. A float has no more than 53 bits: larger numbers are rounded. */
function integerText(value: string): string {
  const number = Number(value);
  return Number.isInteger(number) ? String(BigInt(number)) : value;
}

const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)(?:\s+\S+)?$/u;
const LABEL = /\s*([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"\s*(?:,|$)/uy;

/** Reads a line of the text format. Source: Prometheus, docs/instrumenting/exposition_formats.md. */
function readSample(line: string): Sample | undefined {
  const [, name, inside = "", value] = SAMPLE.exec(line.trimEnd()) ?? [];
  if (name === undefined || value === undefined) return undefined;
  const labels = new Map<string, string>();
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < inside.length) {
    const [, label, quoted = ""] = LABEL.exec(inside) ?? [];
    if (label === undefined) return undefined;
    labels.set(
      label,
      quoted.replaceAll(/\\(.)/gu, (_, escaped: string) =>
        escaped === "n" ? "\n" : escaped,
      ),
    );
  }
  return { name, labels, value };
}
