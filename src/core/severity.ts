/** An error prevents a build; a warning and a note do not. */
export type Severity = "error" | "warning" | "note";

/** How bad a severity is. */
export const severityRank: Readonly<Record<Severity, number>> = {
  note: 0,
  warning: 1,
  error: 2,
};
