import type { FormatName } from "../format-names.js";
import { formatPlace } from "../../core/source.js";
import type { FoundFact, FoundSetting, Reading, Remark } from "../types.js";

/** The files that configure one node. */
export interface NodeFiles {
  /** The name of its role in the spec. */
  readonly name: string;
  /** In the order in which the node applies them. */
  readonly readings: readonly Reading[];
}

/** What all files of a node amount to. */
export interface MergedNode {
  readonly name: string;
  readonly readings: readonly Reading[];
  readonly facts: ReadonlyMap<string, FoundFact["value"]>;
  /** By path; of a setting that is in several files, the one that wins. */
  readonly settings: ReadonlyMap<string, FoundSetting>;
  /** What the report says of settings that lost. */
  readonly remarks: readonly Remark[];
}

/** Joins the files of a node as the node does: a later file overrides an earlier one, in NixOS by priority. */
export function mergeNode({ name, readings }: NodeFiles): MergedNode {
  const remarks: Remark[] = [];
  const settings = new Map<string, FoundSetting>();
  for (const found of readings.flatMap((reading) => reading.settings)) {
    if (found.holder.kind !== "node") continue;
    const id = pathId(found);
    const before = settings.get(id);
    if (before === undefined) {
      settings.set(id, found);
      continue;
    }
    const [winner, loser] = isStronger(before, found)
      ? [before, found]
      : [found, before];
    settings.set(id, withReasonsOf(winner, loser));
    if (!isSame(winner, loser)) remarks.push(lost(loser, winner));
  }
  return {
    name,
    readings,
    facts: factsOf(readings, remarks),
    settings,
    remarks,
  };
}

/** Identifies a setting within a layer. */
export function pathId({ path }: Pick<FoundSetting, "path">): string {
  return path.join("\0");
}

/** Whether two settings do the same. */
export function isSame(a: FoundSetting, b: FoundSetting): boolean {
  return (
    a.nixPriority === b.nixPriority &&
    JSON.stringify(a.value) === JSON.stringify(b.value)
  );
}

/** NixOS compares priorities, and the lower one wins; 100 is a plain definition. */
function isStronger(a: FoundSetting, b: FoundSetting): boolean {
  return (a.nixPriority ?? 100) < (b.nixPriority ?? 100);
}

function withReasonsOf(
  winner: FoundSetting,
  loser: FoundSetting,
): FoundSetting {
  return isSame(winner, loser) &&
    winner.reason === undefined &&
    winner.group === undefined
    ? { ...winner, reason: loser.reason, group: loser.group }
    : winner;
}

function lost(loser: FoundSetting, winner: FoundSetting): Remark {
  return {
    kind: "changed",
    span: loser.span,
    message: `\`${loser.path.slice(1).join(".")}\` is set again in ${formatPlace(winner.span)}, and that value is taken`,
  };
}

function factsOf(
  readings: readonly Reading[],
  remarks: Remark[],
): ReadonlyMap<string, FoundFact["value"]> {
  const facts = new Map<string, FoundFact>();
  for (const fact of readings.flatMap((reading) => reading.facts)) {
    const before = facts.get(fact.name);
    if (before !== undefined && before.value !== fact.value)
      remarks.push({
        kind: "changed",
        span: before.span,
        message: `the fact \`${fact.name}\` is ${String(fact.value)} in ${formatPlace(fact.span)}, and that is taken`,
      });
    facts.set(fact.name, fact);
  }
  const values = new Map([...facts].map(([name, { value }]) => [name, value]));
  if (values.has("os")) return values;
  const [os] = readings.flatMap((reading) => systemOf(reading) ?? []);
  return os === undefined ? values : new Map([["os", os], ...values]);
}

/** The formats of systems on which sysctl.d is. */
const ofLinux: ReadonlySet<FormatName> = new Set([
  "sysctl.d",
  "sysctl-a",
  "tuned",
]);

/** Returns the operating system of a file's node: as the file states it, or as its format implies it. */
export function systemOf({ format, facts }: Reading): string | undefined {
  const stated = facts.find(({ name }) => name === "os")?.value;
  if (stated !== undefined) return String(stated);
  return ofLinux.has(format) ? "linux" : undefined;
}
