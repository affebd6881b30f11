import type { Diagnostic } from "../../core/diagnostic.js";
import { reachText } from "../../core/reach.js";

/** A sentence beside the message of a diagnostic. */
export interface Detail {
  readonly label: "on" | "why" | "help";
  readonly text: string;
}

/** Lists what a diagnostic says beside its message, in the order in which people read it. */
export function detailsOf({
  reach,
  why,
  help,
}: Diagnostic<string>): readonly Detail[] {
  const all = [
    { label: "on", text: reach && reachText(reach) },
    { label: "why", text: why },
    { label: "help", text: help },
  ] as const;
  return all.flatMap(({ label, text }) =>
    text === undefined ? [] : [{ label, text }],
  );
}

/** The same as lines: `help: remove the line`. */
export function detailLines(diagnostic: Diagnostic<string>): readonly string[] {
  return detailsOf(diagnostic).map(({ label, text }) => `${label}: ${text}`);
}
