import type { Arch } from "../core/facts.js";
import { keys, measured } from "./data/keys.js";
import { perRelease, tableOf } from "./table.js";
import type { KeyFacts, Kind, Range, Release, Scope } from "./types.js";
import type { Unit } from "../core/unit.js";

/** A kernel on which all keys were read. */
export interface MeasuredKernel {
  readonly kernel: string;
  readonly arch: Arch;
  /** Whether every module with keys was loaded, so that a key not seen does not exist. */
  readonly whole: boolean;
}

/** Oldest first. */
export const kernels: readonly MeasuredKernel[] = measured;

const table = tableOf(keys);
const decoded = new Map<string, KeyFacts | undefined>();

/** The ids of all measured keys, in the order of their code units. */
export function allIds(): readonly string[] {
  return table.ids();
}

/** The facts about a key of the catalogue by its exact id; decoded once. */
export function factsById(id: string): KeyFacts | undefined {
  if (decoded.has(id)) return decoded.get(id);
  const line = table.line(id);
  const facts = line === undefined ? undefined : decode(line);
  decoded.set(id, facts);
  return facts;
}

/** The third field is a number in base 16 whose bit n is set where kernel n has the key. */
function decode(line: string): KeyFacts {
  const [
    id = "",
    kind = "",
    mask = "",
    access = "",
    defaults = "",
    ranges = "",
    ...texts
  ] = line.split("\t");
  const [module, unit, note] = texts;
  const bits = Number.parseInt(mask, 16);
  const present = kernels.filter((_, at) => (bits & (1 << at)) !== 0);
  const accesses = perRelease(access, present.length);
  const values = perRelease(defaults, present.length);
  const limits = perRelease(ranges, present.length);
  const releases = present.map(({ kernel, arch }, at): Release => {
    const [scope = "", inherited = "", writable = ""] = accesses[at] ?? "";
    return Object.freeze({
      kernel,
      arch,
      default: values[at] ?? "",
      scope: scopes[scope],
      inherited: inherited === "-" ? undefined : inherited === "y",
      writable: writable === "w",
      ranges: decodeRanges(limits[at] ?? ""),
    });
  });
  return Object.freeze({
    id,
    kind: decodeKind(kind),
    unit: isUnit(unit) ? unit : undefined,
    module: orUndefined(module),
    defaultNote: orUndefined(note),
    releases: Object.freeze(releases),
  });
}

function orUndefined(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}

const scopes: Readonly<Record<string, Scope>> = {
  n: "node",
  t: "netns",
  r: "netns-readonly",
  g: "netns-global",
  i: "ipc",
  u: "uts",
  p: "pid",
  U: "user",
  o: "read-only",
};

const units: Readonly<Record<Unit, true>> = {
  bytes: true,
  kibibytes: true,
  pages: true,
  seconds: true,
  centiseconds: true,
  milliseconds: true,
  microseconds: true,
  nanoseconds: true,
  percent: true,
  count: true,
  switch: true,
  choice: true,
  mask: true,
  port: true,
};

function isUnit(text: string | undefined): text is Unit {
  return text !== undefined && Object.hasOwn(units, text);
}

function decodeKind(code: string): Kind {
  const [type = "", names = ""] = code.split(":");
  switch (type) {
    case "i":
      return { type: "integer" };
    case "v":
    case "o":
      return {
        type: "vector",
        fields: names.replaceAll("?", "").split(","),
        ordered: type === "o",
        optional: names.split("?").length - 1,
      };
    case "l":
      return {
        type: "list",
        of: names === "ports" || names === "cpus" ? names : "words",
      };
    default:
      return { type: "string" };
  }
}

/** Hundreds of keys accept the same values. */
const rangesByCode = new Map<string, Release["ranges"]>();

function decodeRanges(code: string): Release["ranges"] {
  if (code === "") return undefined;
  const known = rangesByCode.get(code);
  if (known) return known;
  const ranges = Object.freeze(code.split(" ").map(decodeRange));
  rangesByCode.set(code, ranges);
  return ranges;
}

function decodeRange(code: string): Range | undefined {
  const [min, max] = code.split("..");
  if (min === undefined || max === undefined) return undefined;
  return Object.freeze({ min: BigInt(min), max: BigInt(max) });
}
