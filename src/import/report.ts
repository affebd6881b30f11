import { formatPlace } from "../core/source.js";
import type { Imported } from "./import-files.js";
import type { Remark } from "./types.js";

/** A line of the report; one of a kind other than `summary` and `help` is about a place. */
export interface ReportLine {
  readonly kind: Remark["kind"] | "summary" | "unknown" | "help";
  readonly text: string;
}

const words: Readonly<Record<Remark["kind"], string>> = {
  left: "not taken",
  changed: "changed",
  condition: "condition",
  note: "note",
};

/** More places of one kind and message than that are counted. */
const NAMED = 20;

/** Says what was imported, and of each place that was not, or not as it was, where it is and why. */
export function reportLines({
  draft,
  count,
  files,
  remarks,
  unknown,
}: Imported): readonly ReportLine[] {
  const { profiles, roles, workloads } = draft;
  const made = [
    counted(roles.length, "role"),
    counted(profiles.length, "profile"),
    counted(workloads.length, "workload"),
  ].filter((each) => each !== undefined);
  const left = remarks.filter(({ kind }) => kind === "left").length;
  const rest = [
    left === 0
      ? undefined
      : `${left} ${left === 1 ? "place was" : "places were"} not taken`,
    unknown.length === 0
      ? undefined
      : `${counted(unknown.length, "file") ?? ""} not read`,
  ].filter((each) => each !== undefined);
  return [
    ...remarks.map(remarkLine),
    ...unknown.slice(0, NAMED).map((name): ReportLine => ({
      kind: "unknown",
      text: `${name}: not read: its format is not known`,
    })),
    ...(unknown.length > NAMED
      ? [
          {
            kind: "unknown",
            text: `and ${unknown.length - NAMED} more`,
          } as const,
        ]
      : []),
    {
      kind: "summary",
      text: [
        count === 0
          ? "imported no settings"
          : `imported ${counted(count, "setting") ?? ""} of ${counted(files.length, "file") ?? ""}`,
        ...(made.length === 0 ? [] : [`into ${made.join(", ")}`]),
        ...(rest.length === 0 ? [] : [`; ${rest.join(", ")}`]),
      ]
        .join(" ")
        .replace(" ;", ";"),
    },
    ...(count === 0
      ? [
          {
            kind: "help",
            text: "  help: name files with settings, such as /etc/sysctl.d, or their format with --from",
          } as const,
        ]
      : []),
  ];
}

function remarkLine({ kind, span, message, help }: Remark): ReportLine {
  const advice = help === undefined ? "" : `; ${help}`;
  return {
    kind,
    text: `${formatPlace(span)}: ${words[kind]}: ${message}${advice}`,
  };
}

function counted(count: number, noun: string): string | undefined {
  if (count === 0) return undefined;
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
