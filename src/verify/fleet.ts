import { kindTest, sectionOf } from "./kinds.js";
import type { Comparison, Outcome, Verified } from "./types.js";
import { isWrong } from "./types.js";

/** One node of a fleet, with what is not as the spec says. */
export interface NodeSummary {
  readonly name: string;
  /** Its role; undefined for a workload. */
  readonly role: string | undefined;
  readonly source: string;
  readonly kernel: string | undefined;
  readonly wrong: readonly Comparison[];
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly remarks: readonly string[];
}

/** A setting, with the nodes on which it is not as the spec says. */
export interface SettingSummary {
  readonly name: string;
  readonly expected: string;
  /** By what the nodes have instead, the most frequent first. */
  readonly found: readonly {
    /** A value, or why there is none. */
    readonly actual: string;
    readonly note: string | undefined;
    readonly nodes: readonly string[];
  }[];
}

const NONE: Readonly<Record<Outcome, number>> = {
  equal: 0,
  different: 0,
  "no such key": 0,
  "not readable": 0,
  "module not loaded": 0,
  "not exported": 0,
  "not asked": 0,
  "not in the kernel": 0,
};

/** What came of the sections of the spec that the nodes have settings of, by their names. */
export interface Sections {
  /** The sources tell of all of their settings. */
  readonly compared: readonly string[];
  /** The sources do not tell of some of their settings. */
  readonly unasked: readonly string[];
  /** They were not to be compared. */
  readonly leftOut: readonly string[];
  /** They were to be compared, and no node has settings of them. */
  readonly absent: readonly string[];
}

/** Sums up one node after another. */
export interface Summarizer {
  readonly summaryOf: (verified: Verified, name: string) => NodeSummary;
  /** The sections of all nodes so far. */
  readonly sections: () => Sections;
}

/**
 * Keeps of a comparison what is reported: a fleet has many nodes, most of whose values are equal or wrong alike.
 * @param only the sections to compare; by default all
 */
export function summarizer(only?: readonly string[]): Summarizer {
  const isWanted = kindTest(only);
  const known = new Map<string, Comparison>();
  const once = (comparison: Comparison): Comparison => {
    const { name, expected, outcome, actual = "", note = "" } = comparison;
    const id = [name, expected, outcome, actual, note].join("\0");
    const found = known.get(id) ?? comparison;
    known.set(id, found);
    return found;
  };
  const seen = {
    compared: new Set<Comparison["kind"]>(),
    unasked: new Set<Comparison["kind"]>(),
    leftOut: new Set<Comparison["kind"]>(),
  };
  return {
    summaryOf({ subject, observation, comparisons, remarks }, name) {
      const counts = { ...NONE };
      const wrong: Comparison[] = [];
      for (const comparison of comparisons) {
        const { kind, outcome } = comparison;
        if (!isWanted(kind)) {
          seen.leftOut.add(kind);
          continue;
        }
        seen[outcome === "not asked" ? "unasked" : "compared"].add(kind);
        counts[outcome] += 1;
        if (isWrong(comparison)) wrong.push(once(comparison));
      }
      return {
        name,
        role: "role" in subject ? subject.role : undefined,
        source: observation.source,
        kernel: observation.kernel,
        wrong,
        counts,
        remarks,
      };
    },
    sections() {
      const compared = sectionsOf(seen.compared);
      const unasked = sectionsOf(seen.unasked);
      return {
        compared: compared.filter((name) => !unasked.includes(name)),
        unasked,
        leftOut: sectionsOf(seen.leftOut),
        absent: (only ?? []).filter(
          (name) => !compared.includes(name) && !unasked.includes(name),
        ),
      };
    },
  };
}

function sectionsOf(kinds: ReadonlySet<Comparison["kind"]>): readonly string[] {
  return [...new Set([...kinds].map(sectionOf))];
}

/** Adds up the outcomes of all nodes. */
export function totalOf(
  nodes: readonly NodeSummary[],
): Readonly<Record<Outcome, number>> {
  const total = { ...NONE };
  for (const { counts } of nodes)
    for (const outcome of outcomes) total[outcome] += counts[outcome];
  return total;
}

export const outcomes: readonly Outcome[] = [
  "equal",
  "different",
  "no such key",
  "module not loaded",
  "not readable",
  "not exported",
  "not asked",
  "not in the kernel",
];

interface Found {
  readonly actual: string;
  readonly note: string | undefined;
  readonly nodes: string[];
}

interface Gathering {
  readonly name: string;
  readonly expected: string;
  readonly found: Map<string, Found>;
  count: number;
}

/** Turns the nodes of a fleet round: what is wrong by setting, that of most nodes first. */
export function bySetting(
  nodes: readonly NodeSummary[],
): readonly SettingSummary[] {
  const settings = new Map<string, Gathering>();

  for (const node of nodes) {
    for (const { name, expected, outcome, actual, note } of node.wrong) {
      const id = `${name}\0${expected}`;
      const setting = settings.get(id) ?? {
        name,
        expected,
        found: new Map<string, Found>(),
        count: 0,
      };
      settings.set(id, setting);
      setting.count += 1;
      const text = actual ?? outcome;
      const found = setting.found.get(text) ?? {
        actual: text,
        note,
        nodes: [],
      };
      setting.found.set(text, found);
      found.nodes.push(node.name);
    }
  }
  return [...settings.values()]
    .sort((a, b) => b.count - a.count)
    .map(({ name, expected, found }) => ({
      name,
      expected,
      found: [...found.values()].sort(
        (a, b) => b.nodes.length - a.nodes.length,
      ),
    }));
}
