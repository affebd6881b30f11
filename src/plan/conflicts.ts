import { compare, type Diagnostic, error } from "../core/diagnostic.js";
import type { WrittenSysctl } from "../language/model.js";
import type { Origin } from "../core/written.js";
import { formatPlace } from "../core/source.js";

/** One of two settings that cannot both hold; `value` is undefined where the kernel's is left alone. */
export interface Side {
  readonly written: Pick<WrittenSysctl, "keyText" | "origin" | "valueSpan">;
  readonly value: string | undefined;
}

/** Two profiles of one node that give a key different exact values. */
export function conflict(a: Side, b: Side): Diagnostic {
  const [written] = inWrittenOrder(a.written, b.written);
  const [first, second] = written === a.written ? [a, b] : [b, a];
  const { keyText, origin } = second.written;
  const other = first.written.origin;
  return error(
    "conflict",
    origin.span,
    `${ownerName(origin)} sets \`${keyText}\` to ${inWords(second)}, and ${ownerName(other)} to ${inWords(first)}`,
    {
      why: "of two profiles neither wins: whichever did, it would do so without a word",
      help: `write the value that is meant on the role, or change one of the two (the other is at ${formatPlace(other.span)})`,
      related: [{ message: "the other value", span: other.span }],
    },
  );
}

/** An exact value that does not reach a floor. */
export function belowFloor(exact: Side, floor: Side): Diagnostic {
  const { keyText, valueSpan } = exact.written;
  const { origin } = floor.written;
  const is =
    exact.value === undefined ? "left to the kernel" : `set to ${exact.value}`;
  return error(
    "below-floor",
    valueSpan,
    `\`${keyText}\` is ${is}, below the floor of ${inWords(floor)} that ${ownerName(origin)} asks for`,
    {
      why: "whoever wrote the floor relies on it",
      help: `write at least ${inWords(floor)}, or take the floor away (it is at ${formatPlace(origin.span)})`,
      related: [{ message: "the floor", span: origin.span }],
    },
  );
}

export function ownerName({ owner }: Origin): string {
  return `${owner.kind} \`${owner.name}\``;
}

function inWords({ value }: Side): string {
  return value ?? "the kernel's default";
}

/** Two origins in the order in which they were written: the later line is the one that broke what stood before. */
export function inWrittenOrder<Written extends { readonly origin: Origin }>(
  a: Written,
  b: Written,
): readonly [Written, Written] {
  return comparePlaces(a.origin, b.origin) <= 0 ? [a, b] : [b, a];
}

function comparePlaces(a: Origin, b: Origin): number {
  return (
    compare(a.span.source.name, b.span.source.name) ||
    a.span.start - b.span.start
  );
}
