/** An error prevents a build; a warning and a note do not. */
export type Severity = "error" | "warning" | "note";
