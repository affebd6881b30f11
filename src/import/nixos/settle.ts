import { listOf } from "../../core/list-of.js";
import { isKey, parseKey } from "../../core/key.js";
import { positionAt } from "../../core/source.js";
import type { Remark, SpecValue } from "../types.js";
import type { Candidate, Findings } from "./findings.js";

/** A plain definition. Source: NixOS/nixpkgs 25.11, lib/modules.nix, defaultOverridePriority. */
const PLAIN = 100;

/**
 * Decides which of several definitions of one setting is taken: the lowest priority, then the last one, as far as there
 * is no condition. Of definitions that are all under conditions the first one is taken. What is not taken is remarked.
 */
export function settle(findings: Findings): readonly Candidate[] {
  const byId = new Map<string, Candidate[]>();
  for (const candidate of findings.candidates) {
    const id = idOf(candidate);
    listOf(byId, id).push(candidate);
  }
  const taken = [...byId.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    if (isUnion(first)) return [united(first, same)];
    const winner = winnerOf(first, same);
    for (const other of same)
      if (other !== winner) reportOther(other, winner, findings);
    return [winner];
  });
  reportConditions(taken, findings);
  return taken.sort((a, b) => a.span.start - b.span.start);
}

function idOf({ path }: Candidate): string {
  const [section, name = "", ...others] = path;
  if (section === "sysctl") {
    const key = parseKey(name);
    return `sysctl ${isKey(key) ? key.id : name}`;
  }
  if (section === "modules") return `modules ${name.replaceAll("-", "_")}`;
  return [section, name, ...others].join(" ");
}

/** Whether definitions of one name are all taken, as modules and the items of lists are. */
function isUnion({ path: [section], value }: Candidate): boolean {
  return section === "modules" || value === true;
}

function united(first: Candidate, same: readonly Candidate[]): Candidate {
  const parameters = same.flatMap(({ value }) => parametersOf(value));
  const open = same.find(({ context }) => context.conditions.length === 0);
  return {
    ...first,
    context: (open ?? first).context,
    ...(parameters.length > 0 && {
      value: { parameters: Object.fromEntries(parameters) },
    }),
  };
}

function parametersOf(value: SpecValue): readonly [string, SpecValue][] {
  const parameters = isFields(value) ? value["parameters"] : undefined;
  return isFields(parameters) ? Object.entries(parameters) : [];
}

function isFields(
  value: SpecValue | undefined,
): value is Readonly<Record<string, SpecValue>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function winnerOf(first: Candidate, same: readonly Candidate[]): Candidate {
  const open = same.filter(({ context }) => context.conditions.length === 0);
  return open.reduce(
    (best, next) => (priorityOf(next) <= priorityOf(best) ? next : best),
    open[0] ?? first,
  );
}

function priorityOf({ context }: Candidate): number {
  return context.priority ?? PLAIN;
}

function reportOther(
  other: Candidate,
  winner: Candidate,
  findings: Findings,
): void {
  const name = `\`${nameOf(winner)}\``;
  const { line } = positionAt(winner.span.source, winner.span.start);
  const remark = (kind: Remark["kind"], message: string, help?: string) =>
    findings.remark(
      kind,
      { from: other.span.start, to: other.span.end },
      message,
      help,
    );
  const condition = conditionOf(other);
  if (condition !== "") {
    if (isSame(other, winner)) return;
    remark(
      "left",
      `${name} is ${wordsOf(other)} under ${condition}; ${wordsOf(winner)} of line ${line} is taken`,
      "give the nodes of each value a role or a host of their own",
    );
  } else if (priorityOf(other) !== priorityOf(winner)) {
    remark(
      "note",
      `${name} is set again in line ${line} with the priority ${priorityOf(winner)}; that value, ${wordsOf(winner)}, is taken, as NixOS does`,
    );
  } else if (isSame(other, winner)) {
    remark("note", `${name} is set again in line ${line} to the same value`);
  } else {
    remark(
      "changed",
      `${name} is set again in line ${line}, which NixOS refuses; the last value, ${wordsOf(winner)}, is taken instead of ${wordsOf(other)}`,
    );
  }
}

function isSame(a: Candidate, b: Candidate): boolean {
  return JSON.stringify(a.value) === JSON.stringify(b.value);
}

function nameOf({ path }: Candidate): string {
  return path.slice(1).join(" ");
}

function wordsOf({ value }: Candidate): string {
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}

function conditionOf({ context }: Candidate): string {
  return context.conditions.map(({ text }) => `\`${text}\``).join(" and ");
}

/** One remark for each condition, because one may be around the whole module. */
function reportConditions(
  taken: readonly Candidate[],
  findings: Findings,
): void {
  const byCondition = new Map<
    string,
    {
      readonly text: string;
      readonly names: string[];
      readonly from: number;
      readonly to: number;
    }
  >();
  for (const candidate of taken) {
    for (const { text, span } of candidate.context.conditions) {
      const id = `${span.start} ${text}`;
      const known = byCondition.get(id) ?? {
        text,
        names: [],
        from: span.start,
        to: span.end,
      };
      known.names.push(`\`${nameOf(candidate)}\``);
      byCondition.set(id, known);
    }
  }
  for (const { text, names, ...place } of byCondition.values()) {
    findings.remark(
      "condition",
      place,
      `set only under \`${text}\`: ${names.join(", ")}`,
      "what is not for every node belongs in a role or a host",
    );
  }
}
