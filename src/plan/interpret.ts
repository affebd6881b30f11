import { findKey, findRemoved, matchKeys } from "../catalogue/lookup.js";
import { suggestKeys } from "../catalogue/suggest.js";
import type { KeyFacts } from "../catalogue/types.js";
import { type Diagnostic, error } from "../core/diagnostic.js";
import { isGlob, type SysctlKey } from "../core/key.js";
import type { WrittenSysctl } from "../language/model.js";
import { dimensionOf } from "../core/unit.js";
import type { TypedValue } from "./typed.js";
import { readTyped } from "./typed-value.js";

/** A sysctl whose key was looked up and whose value was read as the key's kind. */
export interface TypedSysctl {
  readonly written: WrittenSysctl;
  /** For a pattern, what the first key it stands for is like; undefined for a key that `accept` vouches for. */
  readonly known: KeyFacts | undefined;
  /** For a pattern, all the keys it stands for; else `known`. */
  readonly standsFor: readonly KeyFacts[];
  readonly value: TypedValue;
}

/** Looks the key up and reads the value as its kind; undefined after a fault was reported. */
export function interpret(
  written: WrittenSysctl,
  faults: Diagnostic[],
): TypedSysctl | undefined {
  const standsFor = lookUp(written.key);
  const [known] = standsFor;
  if (known === undefined && !written.accept.has("unknown-key")) {
    faults.push(unknownKey(written));
    return undefined;
  }
  const other = standsFor.find(
    (key) => known !== undefined && !areAlike(key, known),
  );
  if (known !== undefined && other !== undefined) {
    faults.push(mixedPattern(written, known, other));
    return undefined;
  }
  const value = readTyped(written, known?.kind, faults);
  return value && { written, known, standsFor, value };
}

/** The keys that a key stands for: itself, or what a pattern matches; an interface's name may be a pattern too. */
function lookUp(key: SysctlKey): readonly KeyFacts[] {
  const found = findKey(key);
  const own = found === undefined ? [] : [found];
  return isGlob(key)
    ? [...own, ...matchKeys(key).filter(({ id }) => id !== key.id)]
    : own;
}

/** Whether one value can be meant for both: of one form, and counted in one unit as far as that is known. */
function areAlike(a: KeyFacts, b: KeyFacts): boolean {
  const [dimension, other] = [dimensionOf(a.unit), dimensionOf(b.unit)];
  const sameUnit =
    dimension === undefined ||
    other === undefined ||
    (dimension === other && (dimension === "number" || a.unit === b.unit));
  return sameUnit && form(a) === form(b);
}

function form({ kind }: KeyFacts): string {
  if (kind.type === "vector") return `${kind.fields.length}`;
  return kind.type === "list" ? kind.of : kind.type;
}

function mixedPattern(
  { keyText, origin }: WrittenSysctl,
  first: KeyFacts,
  other: KeyFacts,
): Diagnostic {
  return error(
    "mixed-pattern",
    origin.span,
    `\`${keyText}\` stands for keys of different kinds`,
    {
      why: `${first.id} and ${other.id} do not take the same values`,
      help: "write a narrower pattern, or name the keys",
    },
  );
}

/** One slip may stand in thousands of hosts, and looking for what was meant goes through all keys. */
const found = new Map<string, readonly string[]>();

function nearest(keyText: string): readonly string[] {
  const near = found.get(keyText) ?? suggestKeys(keyText, 3);
  found.set(keyText, near);
  return near;
}

const UNKNOWN =
  "systemd-sysctl and busybox pass over an unknown key without a failure, so it would never be set";

function codePoint(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
}

function unknownKey(written: WrittenSysctl): Diagnostic {
  const { keyText, origin } = written;
  const removed = findRemoved(written.key.id);
  if (removed !== undefined) {
    return error(
      "key-gone",
      origin.span,
      `\`${keyText}\` is gone since kernel ${removed.removed}`,
      {
        why: removed.why,
        help:
          removed.instead === undefined
            ? "remove it"
            : `write \`${removed.instead}\``,
      },
    );
  }
  const near = nearest(keyText).filter((id) => id !== written.key.id);
  const foreign = /[^\u0020-\u007e]/u.exec(keyText)?.[0];
  return error(
    "unknown-key",
    origin.span,
    `no measured kernel has \`${keyText}\``,
    {
      why:
        foreign === undefined
          ? UNKNOWN
          : `it holds ${codePoint(foreign)}, which may look like an ASCII character or like nothing at all`,
      help:
        near.length === 0
          ? "remove it, or write `accept: { unknown-key: why it exists on your nodes }`"
          : `did you mean ${near.map((id) => `\`${id}\``).join(" or ")}?`,
    },
  );
}
