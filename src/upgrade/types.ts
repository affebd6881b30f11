import type { Diagnostic } from "../core/diagnostic.js";
import type { NodeName } from "../core/reach.js";
import type { Span } from "../core/source.js";
import type { Code } from "../rules/codes.js";
import type { FileChange } from "./files.js";
import type { Upgrade } from "./names.js";
import type { Section } from "./sections.js";

/** What changes for a line of the spec. Anything but a note needs work. */
export interface Change {
  readonly section: Section;
  /** Its code is that of a finding, or the section for what no rule finds. */
  readonly told: Diagnostic<Code | Section>;
}

/** A place of the spec that states what an upgrade changes. */
export interface StatedPlace {
  readonly span: Span;
  /** `kubernetes` */
  readonly name: string;
  readonly from: string;
  /** Undefined for a fact that is no longer needed: the kernel of a system that has a newer one. */
  readonly to: string | undefined;
}

/** What one upgrade is about. */
export interface UpgradeReach {
  readonly upgrade: Upgrade;
  /** The roles and hosts that it changes; none for Cilium. */
  readonly nodes: readonly NodeName[];
  /** The releases that these state, or that the upgrade says for them. */
  readonly from: readonly string[];
  /** Those that do not state the release, where the upgrade does not say from which one it starts. */
  readonly unstated: readonly NodeName[];
  /** Whether it changes anything of the spec. */
  readonly applies: boolean;
  /** Whether something of the spec has the new release already. */
  readonly isDone: boolean;
  /** The releases that the spec states for what the upgrade could be about, if it changes nothing. */
  readonly others: readonly string[];
}

/** Everything that upgrades change for a spec. */
export interface Upgraded {
  readonly reaches: readonly UpgradeReach[];
  readonly changes: readonly Change[];
  readonly files: readonly FileChange[];
  /** What remains to be written into the spec. */
  readonly places: readonly StatedPlace[];
  /** What is not known, or was not compared. */
  readonly remarks: readonly string[];
}

/** Whether somebody has to do something: a line of the spec, or whatever applies the files by their names. */
export function needsWork({ changes, files }: Upgraded): boolean {
  return (
    changes.some(({ told }) => told.severity !== "note") ||
    files.some(({ change }) => change !== "changed")
  );
}
