import type { Diagnostic } from "../../core/diagnostic.js";
import { isSame } from "../../diff/diff-specs.js";
import { sizeText } from "../../core/size-text.js";
import type { NodeNotes, RiskSection } from "../../diff/by-risk.js";
import type { FactChange, MemoryChange, SpecDiff } from "../../diff/types.js";
import { shareText } from "../../memory/bill.js";

/** What `diff` reports. */
export interface DiffReport {
  /** The names of both specs, as the user has them. */
  readonly before: string;
  readonly after: string;
  readonly diff: SpecDiff;
  readonly sections: readonly RiskSection[];
  /** What is wrong with the old spec. */
  readonly oldErrors: readonly Diagnostic[];
}

/** `tuning.yaml compared with HEAD: 4 changes on 3 of 5 roles and hosts` */
export function headline({
  before,
  after,
  diff,
  sections,
}: DiffReport): string {
  if (isSame(diff)) return `${after} compared with ${before}: nothing changes`;
  const changes = sections.flatMap(({ together }) =>
    together.flatMap((each) => each.changes),
  ).length;
  const all = diff.kept.length + diff.added.length;
  const changed =
    diff.groups.reduce((sum, group) => sum + group.nodes.length, 0) +
    diff.added.length;
  const where =
    changed === 0
      ? ""
      : ` on ${changed} of ${all} ${all === 1 ? "role" : "roles and hosts"}`;
  const removed =
    diff.removed.length === 0 ? "" : `, ${diff.removed.length} removed`;
  const what =
    changes === 0
      ? changed === 0 && removed === ""
        ? "no value changes"
        : "no value changes of a node that stays"
      : changes === 1
        ? "1 change"
        : `${changes} changes`;
  return `${after} compared with ${before}: ${what}${where}${removed}`;
}

/** `64 MiB → 96 MiB reserved, 2.4 % of 4 GiB; under load: net.ipv4.tcp_mem 1 GiB → 2 GiB`; empty if it stays. */
function memoryText(memory: MemoryChange | undefined): string {
  if (memory === undefined) return "";
  const ceilings = memory.items
    .filter(({ kind }) => kind === "ceiling")
    .map(
      ({ id, before, after }) =>
        `${id} ${sizeText(before)} → ${sizeText(after)}`,
    );
  return [
    reservedText(memory),
    ceilings.length === 0 ? "" : `under load: ${ceilings.join(", ")}`,
  ]
    .filter((part) => part !== "")
    .join("; ");
}

/** What is said of nodes beside their settings, one text for each fact, and one for the memory. */
export function noteTexts({ facts, memory }: NodeNotes): readonly string[] {
  const text = memoryText(memory);
  return [...facts.map(factText), ...(text === "" ? [] : [`memory: ${text}`])];
}

/** `kernel: 6.6 → 6.12` */
function factText({ name, before, after }: FactChange): string {
  return `${name}: ${before ?? "not stated"} → ${after ?? "not stated"}`;
}

function reservedText({ reserved, of }: MemoryChange): string {
  const { before, after } = reserved;
  if (before === after) return "";
  const share =
    of === undefined ? "" : `, ${shareText(after, of)} of ${sizeText(of)}`;
  return `${sizeText(before)} → ${sizeText(after)} reserved${share}`;
}

/** `not set (default 60)` for a side that has no value. */
export function sideText(
  value: string | undefined,
  standard: string | undefined,
): string {
  if (value !== undefined) return value;
  return standard === undefined ? "not set" : `not set (default ${standard})`;
}
