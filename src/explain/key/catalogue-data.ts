import { kernels as measured } from "../../catalogue/decode.js";
import { allKeys, findKey } from "../../catalogue/lookup.js";
import type { Scope } from "../../catalogue/types.js";
import type { Arch } from "../../core/facts.js";
import { keyOf } from "../../core/key.js";
import { listOf } from "../../core/list-of.js";
import type { Unit } from "../../core/unit.js";
import { toData } from "../data.js";
import { type Accepted, keyCard, type KeyCard } from "./card.js";
import type { OnKernels } from "./kernels.js";

/** A fact that some of the kernels with a key share; `kernels` is missing where all of them do. */
export interface CatalogueFact {
  /** Oldest first. */
  readonly kernels?: readonly string[];
}

/** The values that kernels accept. */
export interface CatalogueRange extends CatalogueFact {
  /** One for each field, inclusive; `null` where it was not measured. Numbers above 2^53 are strings. */
  readonly fields: readonly (
    readonly [min: number | string, max: number | string] | null
  )[];
}

/** The default of a key, as the kernel prints it with single spaces. */
export interface CatalogueDefault extends CatalogueFact {
  /** Missing where the default depends on memory. */
  readonly value?: string;
  /** The default with an amount of memory in MiB, if it depends on that; `about` where it is an estimate. */
  readonly byMemory?: readonly {
    readonly mebibytes: number;
    readonly value: string;
    readonly about?: true;
  }[];
}

/** Where a key can be set. */
export interface CatalogueScope extends CatalogueFact {
  readonly scope: Scope;
  /** Whether a new network namespace starts with the node's value, where that was measured. */
  readonly inherited?: boolean;
}

/** What `tunegen/catalogue.json` says of a key. What is not known is left out. */
export interface CatalogueKey {
  readonly summary?: string;
  readonly type: "integer" | "vector" | "string" | "list";
  /** The names of the fields of a vector. */
  readonly fields?: readonly string[];
  /** What a list consists of. */
  readonly of?: "ports" | "cpus" | "words";
  readonly unit?: Unit;
  readonly range?: readonly CatalogueRange[];
  readonly default?: readonly CatalogueDefault[];
  /** What the default depends on besides. */
  readonly defaultNote?: string;
  readonly scope?: readonly CatalogueScope[];
  /** The module that creates the key. */
  readonly module?: string;
  /** The measured kernels that have the key, oldest first; missing where all of them do. */
  readonly kernels?: readonly string[];
  /** Set if only kernels of one architecture have it. */
  readonly arch?: Arch;
  /** The document of unit and summary. */
  readonly source?: string;
}

/** The shape of `tunegen/catalogue.json`. A change that breaks its readers raises `version`. */
export interface Catalogue {
  readonly version: 1;
  /** The measured kernels, oldest first. */
  readonly kernels: readonly string[];
  /** By the name of the key, with dots. */
  readonly keys: Readonly<Record<string, CatalogueKey>>;
}

const allKernels: readonly string[] = [
  ...new Set(measured.map(({ kernel }) => kernel)),
];

/** Makes the catalogue as plain data, for other programs. */
export function catalogueData(): Catalogue {
  return {
    version: 1,
    kernels: allKernels,
    keys: Object.fromEntries(
      allKeys().flatMap((id) => {
        const facts = findKey(keyOf(id.split(".")));
        return facts === undefined ? [] : [[id, keyData(keyCard(facts))]];
      }),
    ),
  };
}

function keyData(card: KeyCard): CatalogueKey {
  const { summary, kind, unit, accepts, defaults, reach, lifetime } = card;
  const { module, source } = card;
  const { kernels, arch } = lifetime;
  const known = defaultsData(defaults.cells);
  return {
    ...(summary !== undefined && { summary }),
    type: kind.type,
    ...(kind.type === "vector" && { fields: kind.fields }),
    ...(kind.type === "list" && { of: kind.of }),
    ...(unit !== undefined && { unit }),
    ...(accepts.length > 0 && {
      range: accepts.map((each) => ({
        ...among(each, accepts),
        fields: rangeData(each.value),
      })),
    }),
    ...(known.length > 0 && { default: known }),
    ...(defaults.note !== undefined && { defaultNote: defaults.note }),
    ...(reach.length > 0 && {
      scope: reach.map((each) => ({
        ...among(each, reach),
        scope: each.value.scope,
        ...(each.value.inherited !== undefined && {
          inherited: each.value.inherited,
        }),
      })),
    }),
    ...(module !== undefined && { module }),
    ...(kernels.length < allKernels.length && { kernels }),
    ...(arch !== undefined && { arch }),
    ...(source !== undefined && { source }),
  };
}

/** The kernels of a fact, unless it is that of all. */
function among<T>(
  { kernels }: OnKernels<T>,
  all: readonly OnKernels<T>[],
): CatalogueFact {
  return all.length === 1 ? {} : { kernels };
}

function rangeData(ranges: Accepted): CatalogueRange["fields"] {
  return ranges.map((range) =>
    range === undefined ? null : [numberOf(range.min), numberOf(range.max)],
  );
}

function numberOf(value: bigint): number | string {
  const data = toData(value);
  return typeof data === "number" ? data : String(value);
}

/** One entry for each run of kernels with the same default. */
function defaultsData(
  cells: KeyCard["defaults"]["cells"],
): readonly CatalogueDefault[] {
  const byKernel = new Map<string, KeyCard["defaults"]["cells"][number][]>();
  for (const cell of cells) listOf(byKernel, cell.kernel).push(cell);
  const alike = new Map<string, string[]>();
  for (const [kernel, own] of byKernel)
    listOf(alike, JSON.stringify(defaultData(own))).push(kernel);
  return [...alike.values()].map((kernels) => ({
    ...(alike.size > 1 && { kernels }),
    ...defaultData(byKernel.get(kernels[0] ?? "") ?? []),
  }));
}

function defaultData(
  cells: KeyCard["defaults"]["cells"],
): Pick<CatalogueDefault, "value" | "byMemory"> {
  const [first] = cells;
  if (first === undefined) return {};
  if (first.memory === undefined) return { value: first.value };
  return {
    byMemory: cells.map(({ memory = 0n, value, about }) => ({
      mebibytes: Number(memory >> 20n),
      value,
      ...(about && { about }),
    })),
  };
}
