import type { Reporter } from "../core/report.js";
import type { Span } from "../core/source.js";
import type { Machine } from "./kind.js";

/** What a kernel lacks, in words. */
export interface Lack {
  /** With its quotes: `` `sch_cake` ``. */
  readonly subject: string;
  readonly why: string;
  readonly help: string;
}

/** Reports a key, a module or an algorithm that the kernel of a node is built without. */
export function kernelLacks(
  { subject, why, help }: Lack,
  span: Span,
  { platform: { builds } }: Machine,
  reporter: Reporter,
): void {
  reporter.error(
    "not-in-kernel",
    span,
    `the kernel of ${builds?.label ?? "the node"} does not have ${subject}`,
    { why, help },
  );
}
