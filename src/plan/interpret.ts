import { findKey, findRemoved, matchKeys } from "../catalogue/lookup.js";
import { suggestKeys } from "../catalogue/suggest.js";
import type { KeyFacts, Kind } from "../catalogue/types.js";
import { type Diagnostic, error } from "../spec/diagnostic.js";
import { isGlob } from "../spec/key.js";
import type { Part, WrittenSysctl } from "../spec/model.js";
import {
  type Amount,
  type AmountFault,
  isAmount,
  readAmount,
} from "../spec/quantity.js";
import type { Span } from "../spec/source.js";
import { isItems, type ListOf, parseItems } from "./list.js";

/** A number of a value, with its place. */
export interface PlacedAmount {
  readonly amount: Amount;
  readonly span: Span;
}

/** A value that fits its key's kind; what it comes to depends on the node. */
export type TypedValue =
  | { readonly form: "kernel" }
  | {
      readonly form: "exact" | "floor";
      readonly fields: readonly PlacedAmount[];
    }
  | { readonly form: "text"; readonly text: string }
  | { readonly form: "list"; readonly items: readonly string[] }
  | {
      readonly form: "scaled";
      readonly per: "cpu" | "GiB";
      /** The factor: `32768`, `0.5` or `64KiB`. */
      readonly amount: Part;
      readonly min: PlacedAmount | undefined;
      readonly max: PlacedAmount | undefined;
    };

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

function readTyped(
  written: WrittenSysctl,
  kind: Kind | undefined,
  faults: Diagnostic[],
): TypedValue | undefined {
  const { value, valueSpan, keyText } = written;
  if (value.form === "kernel") return value;
  if (value.form === "scaled") {
    if (kind !== undefined && kind.type !== "integer") {
      faults.push(wrongKind(valueSpan, keyText, "computed", kind));
      return undefined;
    }
    const before = faults.length;
    const min = value.min && amountOf(value.min, keyText, faults);
    const max = value.max && amountOf(value.max, keyText, faults);
    return faults.length > before
      ? undefined
      : { form: "scaled", per: value.per, amount: value.amount, min, max };
  }
  const { parts, list, form } = value;
  if (
    kind?.type === "string" ||
    (kind === undefined &&
      !parts.every((part) => isAmount(readAmount(part.raw))))
  ) {
    if (list || form === "floor") {
      faults.push(
        wrongKind(
          valueSpan,
          keyText,
          list ? "a list" : "a floor",
          kind ?? { type: "string" },
        ),
      );
      return undefined;
    }
    const [part] = parts;
    return part && readText(part, keyText, faults);
  }
  if (kind?.type === "list") {
    if (form === "floor") {
      faults.push(wrongKind(valueSpan, keyText, "a floor", kind));
      return undefined;
    }
    return readList(written, parts, kind.of, faults);
  }
  return readFields(written, parts, form, list, kind, faults);
}

function readFields(
  { keyText, valueSpan }: WrittenSysctl,
  parts: readonly Part[],
  form: "exact" | "floor",
  list: boolean,
  kind: Kind | undefined,
  faults: Diagnostic[],
): TypedValue | undefined {
  // One string may hold a whole vector, so that lines paste from sysctl.conf; a comment would not survive it.
  const fields =
    list || parts.some(({ raw }) => raw.includes("#"))
      ? parts
      : parts.flatMap((part) =>
          part.raw
            .trim()
            .split(/[ \t]+/u)
            .map((raw) => ({ raw, span: part.span })),
        );
  const before = faults.length;
  const amounts = fields.flatMap(
    (part) => amountOf(part, keyText, faults) ?? [],
  );
  if (faults.length > before) return undefined;
  const wanted =
    kind?.type === "vector"
      ? kind.fields.length
      : kind === undefined
        ? amounts.length
        : 1;
  if (amounts.length !== wanted) {
    const names = kind?.type === "vector" ? ` (${kind.fields.join(", ")})` : "";
    faults.push(
      error(
        "wrong-arity",
        valueSpan,
        `\`${keyText}\` takes ${count(wanted)}${names}, not ${amounts.length}`,
        {
          why: "the kernel takes too few or too many fields without a word: it keeps old ones or drops the rest",
          help:
            wanted === 1
              ? "write one number"
              : `write all ${wanted}, as a list`,
        },
      ),
    );
    return undefined;
  }
  return { form, fields: amounts };
}

function count(fields: number): string {
  return fields === 1 ? "one number" : `${fields} numbers`;
}

function amountOf(
  part: Part,
  keyText: string,
  faults: Diagnostic[],
): PlacedAmount | undefined {
  const amount = readAmount(part.raw.trim());
  if (isAmount(amount)) return { amount, span: part.span };
  faults.push(amountFault(part, keyText, amount));
  return undefined;
}

const words: Readonly<Record<string, number>> = {
  true: 1,
  yes: 1,
  on: 1,
  false: 0,
  no: 0,
  off: 0,
};

function amountFault(
  part: Part,
  keyText: string,
  fault: AmountFault,
): Diagnostic {
  const word = words[part.raw.toLowerCase()];
  if (word !== undefined) {
    return error(
      "wrong-kind",
      part.span,
      `\`${part.raw}\` is a word, and \`${keyText}\` takes a number`,
      {
        why: "the kernel refuses words for numbers",
        help: `write ${word}`,
      },
    );
  }
  if (part.raw.includes("#")) return commentInValue(part, keyText);
  const { fault: message, ...more } = fault;
  return error("wrong-kind", part.span, message, {
    help: `write a number for \`${keyText}\``,
    ...more,
  });
}

function commentInValue(part: Part, keyText: string): Diagnostic {
  const value = part.raw.slice(0, part.raw.indexOf("#")).trim();
  const comment = part.raw.slice(part.raw.indexOf("#"));
  return error(
    "comment-in-value",
    part.span,
    `the value of \`${keyText}\` holds a comment`,
    {
      why: "sysctl.d has no comments behind a value: it would become part of it, and the kernel refuses that or drops it",
      help: `write ${value} ${comment}, with the comment outside the quotes`,
    },
  );
}

function readText(
  part: Part,
  keyText: string,
  faults: Diagnostic[],
): TypedValue | undefined {
  const { raw, span } = part;
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/u.test(raw)) {
    faults.push(
      error(
        "control-character",
        span,
        `the value of \`${keyText}\` holds a line break or control character`,
        {
          why: "a sysctl.d file has one setting a line; the rest would be read as another setting",
          help: "write it on one line",
        },
      ),
    );
    return undefined;
  }
  if (/\s#/u.test(raw)) {
    faults.push(commentInValue(part, keyText));
    return undefined;
  }
  if (raw.trim() !== raw || raw === "") {
    faults.push(
      error(
        "wrong-kind",
        span,
        raw.trim() === ""
          ? `the value of \`${keyText}\` is empty`
          : `the value of \`${keyText}\` has blanks at an end`,
        {
          why: "loaders cut blanks off, and some refuse an empty value",
          help:
            raw.trim() === ""
              ? "write a value, or null to leave the kernel's"
              : `write ${raw.trim()}`,
        },
      ),
    );
    return undefined;
  }
  return { form: "text", text: raw };
}

function readList(
  { keyText, valueSpan }: WrittenSysctl,
  parts: readonly Part[],
  of: ListOf,
  faults: Diagnostic[],
): TypedValue | undefined {
  const items: string[] = [];
  const before = faults.length;
  for (const part of parts) {
    const read = parseItems(part.raw, of);
    if (isItems(read)) items.push(...read);
    else
      faults.push(
        error("wrong-kind", part.span, `\`${part.raw}\` ${read.fault}`, {
          help: read.help,
        }),
      );
  }
  if (faults.length > before) return undefined;
  if (items.length === 0) {
    faults.push(
      error("wrong-kind", valueSpan, `the list of \`${keyText}\` is empty`, {
        help: "name something, or write null to leave the kernel's value",
      }),
    );
    return undefined;
  }
  return { form: "list", items };
}

function wrongKind(
  span: Span,
  keyText: string,
  what: string,
  kind: Kind,
): Diagnostic {
  const takes: Readonly<Record<Kind["type"], string>> = {
    integer: "one number",
    vector: "several numbers",
    string: "one text",
    list: "a list of names or ranges",
  };
  return error("wrong-kind", span, `the value of \`${keyText}\` is ${what}`, {
    help: `this key takes ${takes[kind.type]}`,
  });
}
