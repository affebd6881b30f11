import type { Reporter } from "../../core/report.js";
import type { Span } from "../../core/source.js";

/** The setting whose value is read. */
export interface Slot {
  readonly keyText: string;
  readonly valueSpan: Span;
  /** Whether the kernel takes an empty value as one with a meaning. */
  readonly mayBeEmpty: boolean;
  readonly reporter: Reporter;
}
