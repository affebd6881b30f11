import { followsChange } from "../catalogue/changed-defaults.js";
import { defaultFor } from "../catalogue/defaults.js";
import { followsMemory } from "../catalogue/memory-formulas.js";
import type { KeyFacts } from "../catalogue/types.js";
import type { NodeFacts } from "../core/facts.js";
import type { BootWrite, Certainty } from "../core/own-values.js";
import type { Platform } from "../core/platform.js";
import { buildDefault, hasBackports, pageSizeOn } from "./kernel-builds.js";

/** A value that a node may have without the spec. */
export interface Candidate {
  /** As the kernel prints it, with single spaces; undefined where it is not known. */
  readonly value: string | undefined;
  /** Who sets it, as messages name them; undefined for the kernel. */
  readonly by: string | undefined;
  /** Whether the node has exactly this value, if it has this candidate. */
  readonly sure: boolean;
  /** What each field has at least, if it is not sure and that is known. */
  readonly least?: string | undefined;
}

/** What a key of a node is without the spec. */
export interface Baseline {
  /** As the kernel prints it, with single spaces; if not `sure`, an estimate, and undefined where nothing is known. */
  readonly value: string | undefined;
  /** Whether everyone whose value is known agrees; someone of whom only the key is known may still differ. */
  readonly sure: boolean;
  /** Who sets it, as messages name them: `Talos`; undefined for the kernel. */
  readonly by?: string | undefined;
  /** What it depends on, if not `sure`. */
  readonly note?: string | undefined;
  readonly certainty: Certainty;
  readonly source: string;
  /** Every value that the node may have; the first is that of the kernel, or of who certainly sets the key. */
  readonly candidates: readonly Candidate[];
}

/**
 * Tells what a key of a node is without the spec: the kernel's default, and then what the operating system, its
 * distribution and the image of the node set at boot. What is written after the files of a spec is a writer's, see
 * `writers.ts`. Undefined where neither the kernel's default nor anyone else is known.
 */
export function baselineOf(
  known: KeyFacts | undefined,
  id: string,
  {
    facts,
    platform,
  }: { readonly facts: NodeFacts; readonly platform: Platform },
): Baseline | undefined {
  const kernel = known && fromKernel(known, facts, platform);
  const writes = platform.bootWrites(id);
  const last = writes.findLastIndex(({ sure }) => sure);
  const base = last < 0 ? kernel : fromWrite(writes[last]);
  const open = distinct([
    ...(base?.candidates ?? []),
    ...writes.slice(last + 1).map(({ value, by }) => ({
      value,
      by,
      sure: value !== undefined,
    })),
  ]);
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
    note: [base.note, othersNote(open.slice(1))]
      .filter((part) => part !== undefined)
      .join("; "),
    candidates: open,
  };
}

function fromKernel(
  known: KeyFacts,
  facts: NodeFacts,
  { builds }: Platform,
): Baseline | undefined {
  const byMemory = followsMemory(known.id);
  const found = defaultFor(
    known,
    byMemory || followsChange(known.id)
      ? {
          ...facts,
          pageSize: pageSizeOn(facts, builds),
          hasBackports: hasBackports(facts, builds),
        }
      : facts,
  );
  if (found === undefined) return undefined;
  const measured = found.value && spaced(found.value);
  const built = buildDefault(known.id, facts, builds);
  if (built !== undefined) {
    const { certainty, source } = built;
    const sure = built.value !== undefined;
    const value = built.value ?? measured;
    return {
      value,
      sure,
      note: sure ? undefined : built.note,
      certainty,
      source,
      candidates: [{ value, by: undefined, sure }],
    };
  }
  const { sure, note, least } = found;
  return {
    value: measured,
    sure,
    note,
    certainty: byMemory ? "computed" : "measured",
    source: byMemory
      ? "src/catalogue/memory-formulas.ts"
      : "catalogue/measured/catalogue.tsv",
    candidates: [
      { value: measured, by: undefined, sure, least: sure ? undefined : least },
    ],
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
  const named = `${first.by ?? "the kernel"} has ${first.value ?? ""}`;
  return rest.length === 0 ? named : `${named}, and others differ`;
}

/** The kernel separates the fields of a vector by tabs. */
function spaced(text: string): string {
  return text.replaceAll("\t", " ");
}
