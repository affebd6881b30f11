import type { Sample } from "./exposition.js";
import { own } from "../core/own.js";

/** One scrape target, with the samples that came from it. */
export interface Instance {
  /** Its label `instance`: `10.0.0.1:9100`. */
  readonly name: string;
  /** The labels of the target, without those that a metric adds. */
  readonly labels: ReadonlyMap<string, string>;
  /** With only the labels that the metric adds. */
  readonly samples: Sample[];
}

/** Scrape targets by their labels. */
export type Instances = Map<string, Instance>;

const NO_LABELS: ReadonlyMap<string, string> = new Map();

/** The labels that node_exporter adds. Source: prometheus/node_exporter, collector/{uname,sysctl}_linux.go, collector.go. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  node_uname_info: [
    "domainname",
    "machine",
    "nodename",
    "release",
    "sysname",
    "version",
  ],
  node_exporter_build_info: [
    "branch",
    "goarch",
    "goos",
    "goversion",
    "revision",
    "tags",
    "version",
  ],
  node_scrape_collector_success: ["collector"],
  node_sysctl_info: ["index", "name", "value"],
  up: [],
};
const OF_NUMBERS = ["index"];

/** Adds samples to the targets that they come from. What all series of a target say is kept once. */
export function addSamples(
  instances: Instances,
  samples: readonly Sample[],
): void {
  for (const { name, labels, value } of samples) {
    const known = own(OWN, name) ?? OF_NUMBERS;
    const target = [...labels]
      .filter(([label]) => !known.includes(label))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const id = JSON.stringify(target);
    const instance = instances.get(id) ?? {
      name: labels.get("instance") ?? "",
      labels: new Map(target),
      samples: [],
    };
    instances.set(id, instance);
    const kept = known.flatMap((label) => {
      const text = labels.get(label);
      return text === undefined ? [] : [[label, text] as const];
    });
    instance.samples.push({
      name,
      labels: kept.length === 0 ? NO_LABELS : new Map(kept),
      value,
    });
  }
}

/** Whether node_exporter answers at a target: other exporters of the node have the same labels. */
export function isExporter({ samples }: Instance): boolean {
  return samples.some(({ name }) => name !== "up");
}

/** Whether the last scrape of a target failed. */
export function isDown({ samples }: Instance): boolean {
  return samples.some(({ name, value }) => name === "up" && value === "0");
}
