import type { Kind } from "../../catalogue/types.js";
import type { AmountFault } from "../../core/amount-fault.js";
import { readMiswritten, reportMiswritten } from "../../core/miswritten.js";
import { isAmount, readAmount } from "../../core/quantity.js";
import { spanText } from "../../core/source.js";
import { examples, wordHelp } from "./word-help.js";
import { dimensionOf } from "../../core/unit.js";
import type { Part } from "../../core/written.js";
import { readList, readText, reportComment } from "./read-text.js";
import {
  faultOfWhole,
  hasSeparators,
  reportSeparators,
} from "./joined-fields.js";
import type { Slot } from "./slot.js";
import { aloneOf, type PlacedAmount, type WrittenValue } from "./value.js";
import type { WrittenForm } from "./written-form.js";
import { own } from "../../core/own.js";

/** Reads a value as its key's type; any type where that is not known. Undefined after an error was reported. */
export function readValue(
  value: WrittenForm,
  kind: Kind | undefined,
  slot: Slot,
): WrittenValue | undefined {
  if (value.form === "scaled") return readScaled(value, kind, slot);
  const { parts, list, form } = value;
  if (
    kind?.type === "string" ||
    (kind === undefined &&
      !parts.every((part) => isAmount(readAmount(part.raw))))
  ) {
    if (list || form === "floor") {
      const what = list ? "a list" : "a floor";
      return reportKind(what, kind ?? { type: "string" }, slot);
    }
    const [part] = parts;
    return part && readText(part, slot);
  }
  if (kind?.type === "list") {
    return form === "floor"
      ? reportKind("a floor", kind, slot)
      : readList(parts, kind.of, slot);
  }
  return readFields(parts, form, list, kind, slot);
}

function readScaled(
  value: Extract<WrittenForm, { readonly form: "scaled" }>,
  kind: Kind | undefined,
  slot: Slot,
): WrittenValue | undefined {
  if (kind !== undefined && kind.type !== "integer")
    return reportKind("a computed value", kind, slot);
  const { per, amount } = value;
  const min = value.min && readPart(value.min, slot);
  const max = value.max && readPart(value.max, slot);
  return (min === undefined && value.min !== undefined) ||
    (max === undefined && value.max !== undefined)
    ? undefined
    : { form: "scaled", per, amount, min, max };
}

function readFields(
  parts: readonly Part[],
  form: "exact" | "floor",
  list: boolean,
  kind: Kind | undefined,
  slot: Slot,
): WrittenValue | undefined {
  const [text] = parts;
  const isPlain = text !== undefined && /^[0-9]+$/u.test(text.raw);
  // Nearly every value of a large spec is one number.
  if (isPlain && !list && kind?.type !== "vector") {
    const number = readPart(text, slot);
    return number && placed(form, [number], slot);
  }
  if (text !== undefined && !list && !isPlain) {
    const fault = faultOfWhole(text.raw);
    if (fault !== undefined) return reportAmount(text, fault, slot);
    if (kind?.type === "vector" && hasSeparators(text.raw))
      return reportSeparators(text, slot);
  }
  // One string may contain a whole vector, so that lines of sysctl.conf can be pasted; a comment would be lost.
  const written =
    list || isPlain || parts.some(({ raw }) => raw.includes("#"))
      ? parts
      : fieldsIn(parts);
  const fields = written.flatMap((part) => readPart(part, slot) ?? []);
  if (fields.length < written.length) return undefined;
  const wanted =
    kind?.type === "vector"
      ? kind.fields.length
      : kind === undefined
        ? fields.length
        : 1;
  // Which of them a node has, only its build tells: see the rule `fields-by-build`.
  const fewest = kind?.type === "vector" ? wanted - kind.optional : wanted;
  if (fields.length >= fewest && fields.length <= wanted)
    return placed(form, fields, slot);
  const { keyText, valueSpan, reporter } = slot;
  const names = kind?.type === "vector" ? ` (${kind.fields.join(", ")})` : "";
  return reporter.error(
    "wrong-arity",
    valueSpan,
    `\`${keyText}\` requires ${count(wanted)}${names}, not ${fields.length}`,
    {
      why: "the kernel silently accepts too few or too many fields: it keeps old values or ignores the rest",
      help:
        wanted === 1 ? "write one number" : `write all ${wanted}, as a list`,
    },
  );
}

function fieldsIn(parts: readonly Part[]): readonly Part[] {
  return parts.flatMap(({ raw, span }) =>
    raw
      .trim()
      // The space in `16 MiB` separates nothing.
      .split(/[ \t]+(?![A-Za-zµ])/u)
      .map((field) => ({ raw: field, span })),
  );
}

function placed(
  form: "exact" | "floor",
  fields: readonly PlacedAmount[],
  { valueSpan }: Slot,
): WrittenValue {
  const [first] = fields;
  return form === "exact" && fields.length === 1 && first?.span === valueSpan
    ? aloneOf(first.amount)
    : {
        form,
        fields: fields.map(({ amount }) => amount),
        spans: fields.map(({ span }) => span),
      };
}

function count(fields: number): string {
  return fields === 1 ? "one number" : `${fields} numbers`;
}

function readPart(part: Part, slot: Slot): PlacedAmount | undefined {
  const amount = readAmount(part.raw.trim());
  return isAmount(amount)
    ? { amount, span: part.span }
    : reportAmount(part, amount, slot);
}

/** Whether a part is all that is written at its place. */
function isWhole({ raw, span }: Part): boolean {
  return spanText(span).replaceAll(/^["']|["']$/gu, "") === raw;
}

const words: Readonly<Record<string, number>> = {
  true: 1,
  yes: 1,
  on: 1,
  false: 0,
  no: 0,
  off: 0,
  y: 1,
  n: 0,
  enable: 1,
  enabled: 1,
  disable: 0,
  disabled: 0,
};

function reportAmount(part: Part, fault: AmountFault, slot: Slot): undefined {
  const { keyText, reporter } = slot;
  const word = own(words, part.raw.toLowerCase());
  if (word !== undefined) {
    return reporter.error(
      "wrong-kind",
      part.span,
      `\`${keyText}\` requires a number, not \`${part.raw}\``,
      {
        why: "the kernel accepts only numbers for this key",
        help: wordHelp(word, keyText, slot.unit),
        ...(slot.unit === "switch" && {
          fix: [{ span: part.span, text: String(word) }],
        }),
      },
    );
  }
  if (part.raw.includes("#")) return reportComment(part, slot);
  const [line = ""] = spanText(part.span).split("\n");
  const miswritten = readMiswritten(line.trim());
  if (miswritten?.sign === ":") {
    const { start } = part.span;
    const span = { ...part.span, end: start + line.trimEnd().length };
    reporter.add([reportMiswritten(miswritten, span, "wrong-kind")]);
    return undefined;
  }
  const percent = /^(\d+) ?%$/u.exec(part.raw)?.[1];
  if (percent !== undefined) {
    return reporter.error(
      "wrong-kind",
      part.span,
      `\`${part.raw}\` has a percent sign`,
      slot.unit === "percent"
        ? {
            help: `write ${percent}`,
            fix: [{ span: part.span, text: percent }],
          }
        : { help: `write a number for \`${keyText}\`` },
    );
  }
  const { fault: message, instead, ...more } = fault;
  const isCount = dimensionOf(slot.unit) === "number";
  const size = /^[0-9.]+([kKMGT])i?B?$/u.exec(part.raw)?.[1];
  if (isCount && size !== undefined) {
    return reporter.error("wrong-kind", part.span, message, {
      why: `\`${keyText}\` counts items, not bytes`,
      help: "write a plain number, with all its zeros",
    });
  }
  return reporter.error("wrong-kind", part.span, message, {
    help: `write a number for \`${keyText}\`${examples[dimensionOf(slot.unit) ?? "number"]}`,
    ...more,
    // Part of a text such as `4096 1M` has no place of its own.
    ...(instead !== undefined &&
      isWhole(part) && { fix: [{ span: part.span, text: instead }] }),
  });
}

const expected: Readonly<Record<Kind["type"], string>> = {
  integer: "one number",
  vector: "several numbers",
  string: "a text",
  list: "a list of names or ranges",
};

function reportKind(
  what: string,
  kind: Kind,
  { keyText, valueSpan, reporter }: Slot,
): undefined {
  return reporter.error(
    "wrong-kind",
    valueSpan,
    `\`${keyText}\` does not accept ${what}`,
    { help: `write ${expected[kind.type]}` },
  );
}
