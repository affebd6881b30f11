import type { NodeFacts } from "../../core/facts.js";
import type { Unit } from "../../core/unit.js";
import { inWords } from "../../core/unit-words.js";

/** A value and its default, in one unit. */
export interface Figures {
  /** Undefined where the text would say no more than the number itself. */
  readonly value: string | undefined;
  readonly standard: string;
}

/** Times from here on are readable in minutes, hours and days only. */
const LONG = 600n;

const suffixes: Readonly<Partial<Record<Unit, string>>> = {
  bytes: " bytes",
  kibibytes: " KiB",
  pages: " pages",
  milliseconds: " ms",
  microseconds: " µs",
  nanoseconds: " ns",
  percent: " %",
};

/** Formats the fields of a value and of its default with the same unit: `60 s` and `75 s`, `16 MiB` and `208 KiB`. */
export function figures(
  value: readonly bigint[],
  standard: readonly bigint[],
  unit: Unit | undefined,
  facts: NodeFacts,
): Figures {
  const format = formatOf([...value, ...standard], unit, facts);
  const readable =
    format.readable && value.length > 0 && value.every((field) => field > 0n);
  return {
    value: readable ? value.map(format.text).join(", ") : undefined,
    standard:
      standard.map(format.text).join(format.readable ? ", " : " ") +
      format.suffix,
  };
}

interface Format {
  readonly readable: boolean;
  readonly text: (field: bigint) => string;
  /** After the last field. */
  readonly suffix: string;
}

function formatOf(
  fields: readonly bigint[],
  unit: Unit | undefined,
  facts: NodeFacts,
): Format {
  // Zero and negative numbers have meanings of their own, and no unit.
  const amounts = fields.filter((field) => field > 0n);
  const words = (field: bigint): string | undefined =>
    field > 0n ? inWords(field, unit, facts) : String(field);
  if (unit === "seconds" || unit === "centiseconds") {
    const second = unit === "seconds" ? 1n : 100n;
    const long =
      amounts.every((field) => field % (60n * second) === 0n) &&
      amounts.some((field) => field >= LONG * second);
    return {
      readable: true,
      suffix: "",
      text: (field) =>
        (long ? words(field) : undefined) ?? `${seconds(field, second)} s`,
    };
  }
  const readable =
    amounts.length > 0 && amounts.every((field) => words(field) !== undefined);
  return {
    readable,
    suffix: readable || unit === undefined ? "" : (suffixes[unit] ?? ""),
    text: (field) => (readable ? words(field) : undefined) ?? String(field),
  };
}

/** `0.5` of 50 centiseconds. */
function seconds(field: bigint, second: bigint): string {
  return field % second === 0n
    ? String(field / second)
    : String(Number(field) / Number(second));
}
