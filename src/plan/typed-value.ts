import type { Kind } from "../catalogue/types.js";
import { type Diagnostic, error } from "../core/diagnostic.js";
import type { WrittenSysctl } from "../language/model.js";
import type { Part } from "../core/written.js";
import { type AmountFault, isAmount, readAmount } from "../core/quantity.js";
import type { PlacedAmount, TypedValue } from "./typed.js";
import { commentInValue, readList, readText, wrongKind } from "./typed-text.js";

/** Reads a value as its key's kind; any kind where that is not known. Undefined after a fault was reported. */
export function readTyped(
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
            // The blank of `16 MiB` divides nothing.
            .split(/[ \t]+(?![A-Za-zµ])/u)
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
