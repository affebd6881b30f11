import type { KeyFacts } from "../../catalogue/types.js";
import { rangesFor } from "../../catalogue/lookup.js";
import type { SysctlKey } from "../../core/key.js";
import type { Reporter } from "../../core/report.js";
import type { Span } from "../../core/source.js";
import { minimumOnNode } from "../../platform/kernel-supply.js";
import type { Machine } from "../kind.js";
import { oncePerKey } from "./once-per-key.js";
import type { WrittenSysctl } from "./written.js";

/** A number of a value on a node, with its place in the spec. */
export interface PlacedNumber {
  readonly number: bigint;
  readonly span: Span;
}

/** Reports numbers that the node's kernel refuses; if the kernel is not known, those that every kernel refuses. */
export function checkRanges(
  written: WrittenSysctl,
  numbers: readonly PlacedNumber[],
  machine: Machine,
  reporter: Reporter,
): void {
  const { keyText, standsFor } = written;
  const ranges = rangesOn(written, machine);
  numbers.forEach(({ number, span }, index) => {
    const refusal = ranges.find(({ fields }) => {
      const range = fields[index];
      return range !== undefined && (number < range.min || number > range.max);
    });
    const range = refusal?.fields[index];
    if (refusal === undefined || range === undefined) return;
    const { kind, id } = refusal.key;
    const field =
      kind.type === "vector"
        ? ` as \`${kind.fields[index] ?? "its last field"}\``
        : standsFor.length > 1
          ? ` for \`${id}\``
          : "";
    reporter.error(
      "out-of-range",
      span,
      `\`${keyText}\` does not accept ${number}${field}`,
      {
        why: "the kernel refuses the write, and busybox then skips the rest of the file",
        help:
          range.min === range.max
            ? `write ${range.min}`
            : `write a number from ${range.min} to ${range.max}`,
      },
    );
  });
}

interface KeyRanges {
  readonly key: KeyFacts;
  readonly fields: ReturnType<typeof rangesFor>;
}

const rangesOn = oncePerKey(
  ({ key, standsFor }, machine): readonly KeyRanges[] =>
    standsFor.map((facts) => ({
      key: facts,
      fields: withMinimum(rangesFor(facts, machine.facts), key, machine),
    })),
);

/** Raises the least number of a key of one integer to what the options of the node's kernel make of it. */
function withMinimum(
  ranges: ReturnType<typeof rangesFor>,
  key: SysctlKey,
  machine: Machine,
): ReturnType<typeof rangesFor> {
  const [range, ...others] = ranges;
  if (range === undefined || others.length > 0) return ranges;
  const min = minimumOnNode(key, machine);
  return min === undefined || min <= range.min ? ranges : [{ ...range, min }];
}

/** Reports fields of a vector that are out of order: `min <= default <= max`. */
export function checkOrder(
  { keyText, known }: WrittenSysctl,
  numbers: readonly PlacedNumber[],
  reporter: Reporter,
): void {
  if (known?.kind.type !== "vector" || !known.kind.ordered) return;
  const { fields } = known.kind;
  numbers.forEach(({ number, span }, index) => {
    const before = numbers[index - 1];
    if (before === undefined || number >= before.number) return;
    reporter.error(
      "wrong-order",
      span,
      `\`${keyText}\` has \`${fields[index] ?? ""}\` ${number} below \`${fields[index - 1] ?? ""}\` ${before.number}`,
      {
        why: "the kernel does not check the order, and uses the values as they are",
        help: `write values with ${fields.join(" <= ")}`,
      },
    );
  });
}
