import { followsMemory } from "../catalogue/memory-formulas.js";
import type { KeyFacts } from "../catalogue/types.js";
import type { NodeFacts } from "../core/facts.js";
import type { BootWrite, Certainty } from "../core/own-values.js";
import type { Platform } from "../core/platform.js";
import { buildDefault, type BuildDefault } from "./kernel-builds.js";
import { measuredDefault } from "./measured-default.js";

/** A value that a node may have without the spec. */
export interface Candidate {
  /** As the kernel prints it, with single spaces; undefined where it is not known. */
  readonly value: string | undefined;
  /** Who sets it, as messages name them; undefined for the kernel. */
  readonly by: string | undefined;
  /** On what it depends whether it is set, as far as that is known: `from 25.11 on`. */
  readonly when?: string | undefined;
  /** Whether the node has exactly this value, if it has this candidate. */
  readonly sure: boolean;
  /** Whether the value is that of the newest measured kernel, which a newer one is taken to have. */
  readonly assumed?: boolean | undefined;
  /** What each field has at least, if it is not sure and that is known. */
  readonly least?: string | undefined;
}

/** What a key of a node is without the spec. */
export interface Baseline {
  /** As the kernel prints it, with single spaces; if not `sure`, an estimate, and undefined where nothing is known. */
  readonly value: string | undefined;
  /** Whether everyone whose value is known agrees; someone of whom only the key is known may still differ. */
  readonly sure: boolean;
  /** Whether the value is that of the newest measured kernel, which a newer one is taken to have. */
  readonly assumed?: boolean | undefined;
  /** Who sets it, as messages name them: `Talos`; undefined for the kernel. */
  readonly by?: string | undefined;
  /** What it depends on, if not `sure`. */
  readonly note?: string | undefined;
  /** The same with the values that it may have, where they follow the options of the kernel; costly. */
  readonly longNote?: string | undefined;
  readonly certainty: Certainty;
  readonly source: string;
  /** Every value that the node may have; the first is that of the kernel, or of who certainly sets the key. */
  readonly candidates: readonly Candidate[];
}

/**
 * Returns the value that comparisons rely on: one that is certain, or that of the newest measured kernel on a newer one.
 * Undefined where the facts leave it open.
 */
export function comparedValue(
  known: Pick<Baseline, "value" | "sure" | "assumed"> | undefined,
): string | undefined {
  return known?.sure === true || known?.assumed === true
    ? known.value
    : undefined;
}

/** The part of a node on which its baselines depend; nodes of one role share it. */
interface Machine {
  readonly facts: NodeFacts;
  readonly platform: Platform;
}

/** A baseline, with all that it was computed from but the platform and the name of the key. */
interface Computed {
  readonly known: KeyFacts | undefined;
  readonly facts: NodeFacts;
  readonly baseline: Baseline | undefined;
}

/** By platform and key: the resolver, the rules and the targets ask the same of each host of a role. */
const computed = new WeakMap<Platform, Map<string, Computed>>();

/**
 * Tells what a key of a node is without the spec: the kernel's default, and then what the operating system, its
 * distribution and the image of the node set at boot. What is written after the files of a spec is a writer's, see
 * `writers.ts`. Undefined where neither the kernel's default nor anyone else is known.
 */
export function baselineOf(
  known: KeyFacts | undefined,
  id: string,
  { facts, platform }: Machine,
): Baseline | undefined {
  const byKey = computed.get(platform) ?? new Map<string, Computed>();
  const earlier = byKey.get(id);
  if (earlier?.facts === facts && earlier.known === known)
    return earlier.baseline;
  const baseline = compute(known, id, { facts, platform });
  computed.set(platform, byKey.set(id, { known, facts, baseline }));
  return baseline;
}

function compute(
  known: KeyFacts | undefined,
  id: string,
  { facts, platform }: Machine,
): Baseline | undefined {
  const kernel = known && fromKernel(known, facts, platform);
  const writes = platform.bootWrites(id);
  const last = writes.findLastIndex(({ sure }) => sure);
  const base = last < 0 ? kernel : fromWrite(writes[last]);
  const later = writes.slice(last + 1).map(({ value, by, when }) => ({
    value,
    by,
    when,
    sure: value !== undefined,
  }));
  if (base !== undefined && base.by === undefined && base.value === undefined)
    return undecided(base, later);
  const open = distinct([...(base?.candidates ?? []), ...later]);
  if (base === undefined) {
    return open.length === 0
      ? undefined
      : {
          value: undefined,
          sure: false,
          certainty: "secondary",
          source: writes[0]?.source ?? "",
          candidates: open,
        };
  }
  if (open.every(({ value }) => value === undefined || value === base.value))
    return { ...base, candidates: open };
  return {
    ...base,
    sure: false,
    assumed: false,
    note: joined(base.note, othersNote(open.slice(1))),
    candidates: open,
  };
}

/** What the kernel has depends on something that the facts do not tell; computed for those who ask. */
function undecided(kernel: Baseline, later: readonly Candidate[]): Baseline {
  return {
    value: undefined,
    sure: false,
    note: joined(kernel.note, othersNote(later)),
    get longNote() {
      return joined(kernel.longNote ?? kernel.note, othersNote(later));
    },
    certainty: kernel.certainty,
    source: kernel.source,
    get candidates() {
      return distinct([...kernel.candidates, ...later]);
    },
  };
}

function joined(...notes: readonly (string | undefined)[]): string {
  return notes.filter((note) => note !== undefined).join("; ");
}

function fromKernel(
  known: KeyFacts,
  facts: NodeFacts,
  { builds }: Platform,
): Baseline | undefined {
  const byMemory = followsMemory(known.id);
  const found = measuredDefault(known, facts, builds);
  if (found === undefined) return undefined;
  const built = buildDefault(known.id, facts, builds);
  if (built !== undefined) return fromBuild(built);
  const { sure, assumed, note, least } = found;
  const measured = found.value && spaced(found.value);
  return {
    value: measured,
    sure,
    assumed,
    note,
    certainty: byMemory ? "computed" : "measured",
    source: byMemory
      ? "src/catalogue/memory-formulas.ts"
      : "catalogue/measured/catalogue.tsv",
    candidates: [
      {
        value: measured,
        by: undefined,
        sure,
        assumed,
        least: sure ? undefined : least,
      },
    ],
  };
}

function fromBuild(built: BuildDefault): Baseline {
  const { value, certainty, source } = built;
  if (value !== undefined) {
    const candidates = [{ value, by: undefined, sure: true }];
    return { value, sure: true, certainty, source, candidates };
  }
  return {
    value,
    sure: false,
    note: built.note,
    get longNote() {
      return built.longNote;
    },
    certainty,
    source,
    get candidates() {
      const { alternatives } = built;
      return alternatives.length === 0
        ? [{ value: undefined, by: undefined, sure: false }]
        : alternatives.map((each) => ({
            value: each,
            by: undefined,
            sure: true,
          }));
    },
  };
}

function fromWrite(write: BootWrite | undefined): Baseline | undefined {
  if (write === undefined) return undefined;
  const { value, by, certainty, source } = write;
  const sure = value !== undefined;
  return {
    value,
    sure,
    by,
    certainty,
    source,
    candidates: [{ value, by, sure }],
  };
}

/** Removes candidates with the value of an earlier one. */
function distinct(all: readonly Candidate[]): readonly Candidate[] {
  const seen = new Set<string | undefined>();
  return all.filter(({ value }) => !seen.has(value) && seen.add(value));
}

/** `Debian 13 has 1048576`: who else may set which value. */
function othersNote(others: readonly Candidate[]): string | undefined {
  const [first, ...rest] = others.filter(({ value }) => value !== undefined);
  if (first === undefined) return undefined;
  const { by = "the kernel", value = "", when } = first;
  const named = `${by} has ${value}${when === undefined ? "" : ` ${when}`}`;
  return rest.length === 0 ? named : `${named}, and others differ`;
}

/** The kernel separates the fields of a vector by tabs. */
function spaced(text: string): string {
  return text.replaceAll("\t", " ");
}
