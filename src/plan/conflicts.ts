import { compare } from "../core/diagnostic.js";
import type { Reporter } from "../core/report.js";
import { formatPlace } from "../core/source.js";
import type { Origin } from "../core/written.js";
import type { Claim, SettingKind } from "../settings/kind.js";
import type { Field, Setting, WrittenSetting } from "../settings/setting.js";

const WHY =
  "of two profiles neither wins: whichever did, it would do so without a word";

/** Reports two settings of one precedence that differ. */
export function reportConflict<W extends WrittenSetting, S extends Setting, V>(
  kind: SettingKind<W, S, V>,
  a: Claim<W, V>,
  b: Claim<W, V>,
  reporter: Reporter,
): undefined {
  const [first, second] = inWrittenOrder(a, b);
  const { origin } = second.written;
  const other = first.written.origin;
  const name = kind.nameOf?.(second.written) ?? `\`${second.written.keyText}\``;
  return reporter.error(
    "conflict",
    origin.span,
    `${ownerName(origin)} sets ${name} to ${wordsOf(kind, second)}, and ${ownerName(other)} to ${wordsOf(kind, first)}`,
    {
      why: WHY,
      help: `write the value that is meant on the role, or change one of the two (the other is at ${formatPlace(other.span)})`,
      related: [{ message: "the other value", span: other.span }],
    },
  );
}

/** A field of a setting, with the setting that it is written in. */
export interface FieldOf<W> {
  readonly written: W;
  readonly field: Field;
}

/** Reports two fields of one precedence that differ: parameters of a module. */
export function reportFieldConflict<W extends WrittenSetting>(
  a: FieldOf<W>,
  b: FieldOf<W>,
  reporter: Reporter,
): undefined {
  const [first, second] = inWrittenOrder(a, b);
  const { id, origin } = second.written;
  const other = first.written.origin;
  const text = ({ field }: FieldOf<W>) => `${field.name}=${field.text}`;
  return reporter.error(
    "conflict",
    origin.span,
    `${ownerName(origin)} gives ${id} ${text(second)}, and ${ownerName(other)} ${text(first)}`,
    {
      why: WHY,
      help: `write the parameter on the role, or change one of the two (the other is at ${formatPlace(other.span)})`,
      related: [{ message: "the other value", span: other.span }],
    },
  );
}

/** Reports an exact value that does not reach a floor. */
export function reportBelowFloor<
  W extends WrittenSetting,
  S extends Setting,
  V,
>(
  kind: SettingKind<W, S, V>,
  exact: Claim<W, V>,
  floor: Claim<W, V>,
  reporter: Reporter,
): undefined {
  const { keyText, valueSpan } = exact.written;
  const { origin } = floor.written;
  const least = wordsOf(kind, floor);
  const is =
    exact.form === "left"
      ? "left to the kernel"
      : `set to ${wordsOf(kind, exact)}`;
  return reporter.error(
    "below-floor",
    valueSpan,
    `\`${keyText}\` is ${is}, below the floor of ${least} that ${ownerName(origin)} asks for`,
    {
      why: "whoever wrote the floor relies on it",
      help: `write at least ${least}, or take the floor away (it is at ${formatPlace(origin.span)})`,
      related: [{ message: "the floor", span: origin.span }],
    },
  );
}

function wordsOf<W extends WrittenSetting, S extends Setting, V>(
  kind: SettingKind<W, S, V>,
  { written, value }: Claim<W, V>,
): string {
  return (
    kind.words?.(written, value) ??
    (value === undefined ? "null" : kind.text(value))
  );
}

function ownerName({ owner }: Origin): string {
  return `${owner.kind} \`${owner.name}\``;
}

/** Two settings in the order in which they were written: the later line is the one that broke what stood before. */
function inWrittenOrder<
  C extends { readonly written: { readonly origin: Origin } },
>(a: C, b: C): readonly [C, C] {
  return comparePlaces(a.written.origin, b.written.origin) <= 0
    ? [a, b]
    : [b, a];
}

function comparePlaces(a: Origin, b: Origin): number {
  return (
    compare(a.span.source.name, b.span.source.name) ||
    a.span.start - b.span.start
  );
}
