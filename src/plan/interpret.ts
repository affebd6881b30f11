import { findKey, findRemoved, matchKeys } from "../catalogue/lookup.js";
import { suggestKeys } from "../catalogue/suggest.js";
import type { KeyFacts } from "../catalogue/types.js";
import { type Diagnostic, error } from "../spec/diagnostic.js";
import { isGlob } from "../spec/key.js";
import type { WrittenSysctl } from "../spec/model.js";
import { readTyped, type TypedValue } from "./typed-value.js";

/** A sysctl whose key was looked up and whose value was read as the key's kind. */
export interface TypedSysctl {
  readonly written: WrittenSysctl;
  /** For a pattern, what the first key it matches is like; undefined for a key that `accept` vouches for. */
  readonly known: KeyFacts | undefined;
  readonly value: TypedValue;
}

/** Looks the key up and reads the value as its kind; undefined after a fault was reported. */
export function interpret(
  written: WrittenSysctl,
  faults: Diagnostic[],
): TypedSysctl | undefined {
  const known = isGlob(written.key)
    ? matchKeys(written.key)[0]
    : findKey(written.key);
  if (known === undefined && !written.accept.has("unknown-key")) {
    faults.push(unknownKey(written));
    return undefined;
  }
  const value = readTyped(written, known?.kind, faults);
  return value && { written, known, value };
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
  const near = suggestKeys(keyText, 3);
  return error(
    "unknown-key",
    origin.span,
    `no measured kernel has \`${keyText}\``,
    {
      why: "systemd-sysctl and busybox pass over an unknown key without a failure, so it would never be set",
      help:
        near.length === 0
          ? "remove it, or write `accept: { unknown-key: why it exists on your nodes }`"
          : `did you mean ${near.map((id) => `\`${id}\``).join(" or ")}?`,
    },
  );
}
