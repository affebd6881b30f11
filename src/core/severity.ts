/** An error prevents a build; a warning and a note do not. */
export type Severity = "error" | "warning" | "note";

/** What the section `rules` of a spec can make of a rule. */
export const levels = ["off", "note", "warning", "error"] as const;

export type Level = (typeof levels)[number];

/** How bad a severity is. */
export const severityRank: Readonly<Record<Severity, number>> = {
  note: 0,
  warning: 1,
  error: 2,
};
