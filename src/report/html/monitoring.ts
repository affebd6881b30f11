import { spec } from "../../../templates/report/monitoring.html.hbs";
import type { MonitoringReport } from "../types.js";
import { type Html, htmlTemplate } from "./template.js";
import { counted, placeWords } from "./words.js";

interface MonitoringView {
  readonly why: string;
  readonly loads: readonly {
    readonly use: string;
    readonly paths: readonly string[];
    readonly isLong: boolean;
    readonly count: string;
  }[];
  readonly alertCount: number;
  readonly alerts: readonly {
    readonly name: string;
    readonly rule: string;
    readonly watches: string;
    /** Empty for an alert of one rule. */
    readonly about: string;
    readonly count: string;
    readonly firesAt: string;
    readonly for: string;
    readonly severity: string;
    readonly why: string;
    readonly place: string;
  }[];
  readonly recordingCount: number;
  readonly recordings: readonly {
    readonly name: string;
    readonly title: string;
    readonly unit: string;
  }[];
}

const render = htmlTemplate<MonitoringView>(spec);

/** Longer lists are closed at first. */
const SHORT = 4;

/** Renders what is watched on nodes, and which file is loaded where. */
export function monitoringHtml({
  why = "",
  alerts,
  recordings,
  loads,
}: MonitoringReport): Html {
  return render({
    why,
    loads: loads.map(({ use, paths }) => ({
      use,
      paths,
      isLong: paths.length > SHORT,
      count: counted(paths.length, "file"),
    })),
    alertCount: alerts.length,
    alerts: alerts.map((alert) => ({
      ...alert,
      about: alert.about.join(", "),
      count: counted(alert.about.length, "rule"),
      firesAt: alert.firesAt ?? "any",
      why: alert.why ?? "",
      place: alert.place === undefined ? "" : placeWords(alert.place),
    })),
    recordingCount: recordings.length,
    recordings: recordings.map(({ unit = "", ...each }) => ({ ...each, unit })),
  });
}
