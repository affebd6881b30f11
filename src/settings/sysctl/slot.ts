import type { Reporter } from "../../core/report.js";
import type { Span } from "../../core/source.js";

/** The setting whose value is read. */
export interface Slot {
  readonly keyText: string;
  readonly valueSpan: Span;
  readonly reporter: Reporter;
}
