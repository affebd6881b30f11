import { presence, rangesFor } from "../../catalogue/lookup.js";
import type { NodeFacts } from "../../core/facts.js";
import { isAccepted } from "../../core/reasons.js";
import type { Reporter } from "../../core/report.js";
import type { Span } from "../../core/source.js";
import type { WrittenSysctl } from "./written.js";

/** A number of a value on a node, with its place in the spec. */
export interface PlacedNumber {
  readonly number: bigint;
  readonly span: Span;
}

/** Reports numbers that the node's kernel refuses; if the kernel is not known, those that every kernel refuses. */
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

/** Whether a key can be set on a node; reports one that cannot, with the kernels between which it was added or removed. */
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
      `\`${keyText}\` is read-only`,
      {
        why: "the kernel provides it only for reading, so a write fails",
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
    isAccepted(accept, "key-gone") ||
    isAccepted(accept, "key-not-yet")
  ) {
    return true;
  }
  const isNew = there.until === undefined;
  reporter.error(
    isNew ? "key-not-yet" : "key-gone",
    origin.span,
    `\`${keyText}\` ${isNew ? "does not exist yet" : "no longer exists"} on kernel ${facts.kernel ?? ""}`,
    {
      why: `it is ${there.note}; systemd-sysctl and busybox silently skip missing keys`,
      help: "remove it, or correct the fact `kernel` of the node",
    },
  );
  return false;
}
