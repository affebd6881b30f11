import { compare } from "../core/diagnostic.js";
import type { Reporter } from "../core/report.js";
import { formatPlace } from "../core/source.js";
import type { Origin } from "../core/written.js";
import type { Claim, SettingKind } from "../settings/kind.js";
import type { Field, Setting, WrittenSetting } from "../settings/setting.js";

const WHY = "neither profile takes precedence over the other";

/** Reports two settings with the same precedence and different values. */
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
    `${ownerName(origin)} sets ${name} to ${wordsOf(kind, second, first)}, but ${ownerName(other)} sets it to ${wordsOf(kind, first, second)}`,
    {
      why: WHY,
      help: `set the value on the role, or change one of the two (the other is at ${formatPlace(other.span)})`,
      related: [{ message: "the other value", span: other.span }],
    },
  );
}

/** A field of a setting, with the setting that contains it. */
export interface FieldOf<W> {
  readonly written: W;
  readonly field: Field;
}

/** Reports two fields with the same precedence and different values, such as parameters of a module. */
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
    `${ownerName(origin)} sets ${text(second)} of \`${id}\`, but ${ownerName(other)} sets ${text(first)}`,
    {
      why: WHY,
      help: `set the parameter on the role, or change one of the two (the other is at ${formatPlace(other.span)})`,
      related: [{ message: "the other value", span: other.span }],
    },
  );
}

/** Reports an exact value below a floor. */
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
  const least = wordsOf(kind, floor, exact);
  const is =
    exact.form === "left"
      ? "left to the kernel"
      : `set to ${wordsOf(kind, exact, floor)}`;
  const wanted = floor.value === undefined ? least : kind.text(floor.value);
  return reporter.error(
    "below-floor",
    valueSpan,
    `\`${keyText}\` is ${is}, below the floor of ${least} of ${ownerName(origin)}`,
    {
      why: `${ownerName(origin)} requires at least the floor`,
      help: `write ${wanted} or more, or remove the floor (it is at ${formatPlace(origin.span)})`,
      related: [{ message: "the floor", span: origin.span }],
    },
  );
}

/** Writes the value of a claim, in the same unit as that of another one. */
function wordsOf<W extends WrittenSetting, S extends Setting, V>(
  kind: SettingKind<W, S, V>,
  { written, value }: Claim<W, V>,
  beside: Claim<W, V>,
): string {
  return (
    kind.words?.(written, value, beside.value) ??
    (value === undefined ? "null" : kind.text(value))
  );
}

function ownerName({ owner }: Origin): string {
  return `${owner.kind} \`${owner.name}\``;
}

/** Sorts two settings by their place in the spec: errors are reported at the later line. */
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
