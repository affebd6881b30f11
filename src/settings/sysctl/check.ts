import { presence, rangesFor } from "../../catalogue/lookup.js";
import type { NodeFacts } from "../../core/facts.js";
import type { Reporter } from "../../core/report.js";
import type { Span } from "../../core/source.js";
import type { WrittenSysctl } from "./written.js";

/** A number that a value comes to on a node, with the place it was written at. */
export interface PlacedNumber {
  readonly number: bigint;
  readonly span: Span;
}

/** Reports numbers that the node's kernel would refuse; with no kernel known, those that every kernel would. */
export function checkRanges(
  { keyText, standsFor }: WrittenSysctl,
  numbers: readonly PlacedNumber[],
  facts: NodeFacts,
  reporter: Reporter,
): void {
  const ranges = standsFor.map((key) => ({
    key,
    fields: rangesFor(key, facts),
  }));
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
        ? ` as ${kind.fields[index] ?? "its last field"}`
        : standsFor.length > 1
          ? ` for ${id}`
          : "";
    reporter.error(
      "out-of-range",
      span,
      `\`${keyText}\` does not take ${number}${field}`,
      {
        why: "the kernel refuses the write, and busybox sets nothing that stands behind it",
        help:
          range.min === range.max
            ? `write ${range.min}`
            : `write ${range.min} to ${range.max}`,
      },
    );
  });
}

/** Reports fields that fall where they must not: `min <= default <= max`. */
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
      `\`${keyText}\` has ${fields[index] ?? ""} ${number} below ${fields[index - 1] ?? ""} ${before.number}`,
      {
        why: "the kernel does not check the order, and works with what it was given",
        help: `write ${fields.join(" <= ")}`,
      },
    );
  });
}

/** Whether a key can be set on a node at all; reports one that cannot, with the kernels between which it came or went. */
export function isPresent(
  { keyText, known, standsFor, origin, accept }: WrittenSysctl,
  facts: NodeFacts,
  reporter: Reporter,
): boolean {
  if (known === undefined) return true;
  if (
    standsFor.every(({ releases }) =>
      releases.every((release) => !release.writable),
    )
  ) {
    reporter.error(
      "read-only-key",
      origin.span,
      `\`${keyText}\` can only be read`,
      {
        why: "the kernel offers it as information; a write fails",
        help: "remove it",
      },
    );
    return false;
  }
  const there = presence(known, facts);
  if (
    there === undefined ||
    there.present ||
    standsFor.some((key) => presence(key, facts)?.present !== false) ||
    accept.has("key-gone") ||
    accept.has("key-not-yet")
  ) {
    return true;
  }
  const isNew = there.until === undefined;
  reporter.error(
    isNew ? "key-not-yet" : "key-gone",
    origin.span,
    `kernel ${facts.kernel ?? ""} has no \`${keyText}\` ${isNew ? "yet" : "any more"}`,
    {
      why: `it is ${there.note}; loaders pass over a missing key without a failure`,
      help: "remove it, or name the kernel that the node really runs in node.kernel",
    },
  );
  return false;
}
