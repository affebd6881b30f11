import { presence, rangesFor } from "../catalogue/lookup.js";
import { type Diagnostic, error } from "../core/diagnostic.js";
import type { NodeFacts } from "../core/facts.js";

import type { TypedSysctl } from "./interpret.js";
import type { PlacedNumber } from "./typed.js";

/** Numbers that the node's kernel would refuse; with no kernel known, those that every kernel would. */
export function rangeFaults(
  { written, standsFor }: TypedSysctl,
  numbers: readonly PlacedNumber[],
  facts: NodeFacts,
): readonly Diagnostic[] {
  const ranges = standsFor.map((key) => ({
    key,
    fields: rangesFor(key, facts),
  }));
  return numbers.flatMap(({ number, span }, index) => {
    const refusal = ranges.find(({ fields }) => {
      const range = fields[index];
      return range !== undefined && (number < range.min || number > range.max);
    });
    const range = refusal?.fields[index];
    if (refusal === undefined || range === undefined) return [];
    const { kind, id } = refusal.key;
    const field =
      kind.type === "vector"
        ? ` as ${kind.fields[index] ?? "its last field"}`
        : standsFor.length > 1
          ? ` for ${id}`
          : "";
    return [
      error(
        "out-of-range",
        span,
        `\`${written.keyText}\` does not take ${number}${field}`,
        {
          why: "the kernel refuses the write, and busybox sets nothing that stands behind it",
          help:
            range.min === range.max
              ? `write ${range.min}`
              : `write ${range.min} to ${range.max}`,
        },
      ),
    ];
  });
}

/** Fields that fall where they must not: `min <= default <= max`. */
export function orderFaults(
  { written, known }: TypedSysctl,
  numbers: readonly PlacedNumber[],
): readonly Diagnostic[] {
  if (known?.kind.type !== "vector" || !known.kind.ordered) return [];
  const { fields } = known.kind;
  return numbers.flatMap(({ number, span }, index) => {
    const before = numbers[index - 1];
    if (before === undefined || number >= before.number) return [];
    return [
      error(
        "wrong-order",
        span,
        `\`${written.keyText}\` has ${fields[index] ?? ""} ${number} below ${fields[index - 1] ?? ""} ${before.number}`,
        {
          why: "the kernel does not check the order, and works with what it was given",
          help: `write ${fields.join(" <= ")}`,
        },
      ),
    ];
  });
}

/** Whether a key can be set on a node at all; a fault names the kernels between which it came or went. */
export function presenceFault(
  { written, known, standsFor }: TypedSysctl,
  facts: NodeFacts,
): Diagnostic | undefined {
  if (known === undefined) return undefined;
  const { keyText, origin, accept } = written;
  if (
    standsFor.every(({ releases }) =>
      releases.every((release) => !release.writable),
    )
  ) {
    return error(
      "read-only-key",
      origin.span,
      `\`${keyText}\` can only be read`,
      {
        why: "the kernel offers it as information; a write fails",
        help: "remove it",
      },
    );
  }
  const there = presence(known, facts);
  if (
    there === undefined ||
    there.present ||
    standsFor.some((key) => presence(key, facts)?.present !== false) ||
    accept.has("key-gone") ||
    accept.has("key-not-yet")
  ) {
    return undefined;
  }
  const [code, when] =
    there.until === undefined
      ? (["key-not-yet", "yet"] as const)
      : (["key-gone", "any more"] as const);
  return error(
    code,
    origin.span,
    `kernel ${facts.kernel ?? ""} has no \`${keyText}\` ${when}`,
    {
      why: `it is ${there.note}; loaders pass over a missing key without a failure`,
      help: "remove it, or name the kernel that the node really runs in node.kernel",
    },
  );
}
