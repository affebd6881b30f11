import type { Reporter } from "../../core/report.js";
import type { Span } from "../../core/source.js";
import type { Unit } from "../../core/unit.js";

/** The setting whose value is read. */
export interface Slot {
  readonly keyText: string;
  readonly valueSpan: Span;
  /** Whether the kernel takes an empty value as one with a meaning. */
  readonly mayBeEmpty: boolean;
  /** The unit of its numbers, if known. */
  readonly unit: Unit | undefined;
  readonly reporter: Reporter;
}
