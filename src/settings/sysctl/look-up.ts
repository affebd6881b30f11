import { findElsewhere } from "../../catalogue/elsewhere.js";
import {
  findKey,
  findRemoved,
  matchKeys,
  type RemovedKey,
  whenRemoved,
} from "../../catalogue/lookup.js";
import { suggestKeys } from "../../catalogue/suggest.js";
import type { KeyFacts } from "../../catalogue/types.js";
import { explainForeign } from "../../core/characters.js";
import type { Edit } from "../../core/diagnostic.js";
import { isKey, parseKey, type SysctlKey } from "../../core/key.js";
import { readMiswritten, reportMiswritten } from "../../core/miswritten.js";
import { onceFor } from "../../core/once-for.js";
import { isAccepted } from "../../core/reasons.js";
import type { Reporter } from "../../core/report.js";
import type { Span } from "../../core/source.js";
import { isAtLeast } from "../../core/version.js";
import { dimensionOf } from "../../core/unit.js";
import type { Reasons } from "../../core/written.js";
import { otherSection } from "./other-section.js";

/** A key in the user's spelling. */
export interface WrittenKey extends Pick<Reasons, "accept"> {
  readonly key: SysctlKey;
  readonly keyText: string;
  readonly span: Span;
}

/**
 * Returns the key itself, or the keys that a pattern matches; none for a key that no measured kernel has, if it is
 * accepted or other kernels have it.
 * Undefined after an error was reported.
 */
export function lookUp(
  written: WrittenKey,
  reporter: Reporter,
): readonly KeyFacts[] | undefined {
  const keys = keysFor(written.key);
  const [known, ...others] = keys;
  if (known === undefined) return lookUpUnknown(written, reporter);
  const other = others.find((key) => !areAlike(key, known));
  return other === undefined
    ? keys
    : reportMixed(written, known, other, reporter);
}

/** Returns the keys of a pattern; the name of an interface may be a pattern, too. */
function keysFor(key: SysctlKey): readonly KeyFacts[] {
  const found = findKey(key);
  const own = found === undefined ? [] : aloneOf(found);
  return key.isPattern
    ? [...own, ...matchKeys(key).filter(({ id }) => id !== key.id)]
    : own;
}

/** One list for a key: the hosts of a large spec set the same few. */
const aloneOf = onceFor((key: KeyFacts): readonly KeyFacts[] => [key]);

/** Whether one value fits both keys: of the same form, and in the same unit as far as that is known. */
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

function reportMixed(
  { keyText, span }: WrittenKey,
  first: KeyFacts,
  other: KeyFacts,
  reporter: Reporter,
): undefined {
  return reporter.error(
    "mixed-pattern",
    span,
    `\`${keyText}\` matches keys of different kinds`,
    {
      why: `\`${first.id}\` and \`${other.id}\` do not accept the same values`,
      help: "write a narrower pattern, or each key on a line of its own",
    },
  );
}

/** Thousands of hosts may have the same typo, and a search for suggestions compares all keys. */
const suggested = new Map<string, readonly string[]>();

function nearest(keyText: string): readonly string[] {
  const near = suggested.get(keyText) ?? suggestKeys(keyText, 3);
  suggested.set(keyText, near);
  return near;
}

const UNKNOWN =
  "systemd-sysctl and busybox silently skip unknown keys, so it would never be set";

function lookUpUnknown(
  { key, keyText, span, accept }: WrittenKey,
  reporter: Reporter,
): readonly [] | undefined {
  if (isAccepted(accept, "unknown-key")) return [];
  const removed = findRemoved(key.id);
  // Of a key whose last kernel is known, the kernel of the node decides.
  if (removed?.removed !== undefined) return [];
  if (removed !== undefined)
    return isAccepted(accept, "key-gone")
      ? []
      : reportRemoved({ keyText, span }, removed, reporter);
  if (findElsewhere(key.id) !== undefined) return [];
  const other = otherSection(keyText);
  if (other !== undefined) {
    return reporter.error(
      "unknown-key",
      span,
      `no measured kernel has \`${keyText}\``,
      other,
    );
  }
  const miswritten = readMiswritten(keyText);
  const name = miswritten && parseKey(miswritten.name);
  if (miswritten && name && isKey(name) && findKey(name) !== undefined) {
    reporter.add([reportMiswritten(miswritten, span, "unknown-key")]);
    return undefined;
  }
  const near = nearest(keyText).filter((id) => id !== key.id);
  return reporter.error(
    "unknown-key",
    span,
    `no measured kernel has \`${keyText}\``,
    {
      why: explainForeign(keyText) ?? UNKNOWN,
      help:
        near.length === 0
          ? "remove it, or write `accept: { unknown-key: why it exists on your nodes }`"
          : `did you mean ${near.map((id) => `\`${id}\``).join(" or ")}?`,
      ...(near.length === 1 && renamedTo(near[0], span)),
    },
  );
}

/** Reports a key that the node's kernel has no more; none that is accepted, or on a kernel that still has it. */
export function checkRemoved(
  { key, keyText, span, accept }: WrittenKey,
  kernel: string | undefined,
  reporter: Reporter,
): void {
  const removed = findRemoved(key.id);
  if (
    removed?.removed === undefined ||
    isAtLeast(kernel, removed.removed) === false ||
    isAccepted(accept, "unknown-key") ||
    isAccepted(accept, "key-gone")
  )
    return;
  reportRemoved({ keyText, span }, removed, reporter);
}

function reportRemoved(
  { keyText, span }: Pick<WrittenKey, "keyText" | "span">,
  removed: RemovedKey,
  reporter: Reporter,
): undefined {
  return reporter.error(
    "key-gone",
    span,
    `\`${keyText}\` was removed ${whenRemoved(removed)}`,
    {
      why: removed.why,
      help:
        removed.instead === undefined
          ? "remove it"
          : `write \`${removed.instead}\``,
      ...renamedTo(removed.instead, span),
    },
  );
}

/** The edit that renames a key; none for what is not one key. */
function renamedTo(
  id: string | undefined,
  span: Span,
): { readonly fix?: readonly Edit[] } {
  return id !== undefined && /^[\w.]+$/u.test(id)
    ? { fix: [{ span, text: id }] }
    : {};
}
