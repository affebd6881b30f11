import type { Kind } from "../catalogue/types.js";
import { type Diagnostic, error } from "../core/diagnostic.js";
import type { WrittenSysctl } from "../language/model.js";
import type { Part } from "../core/written.js";
import type { Span } from "../core/source.js";
import { isItems, type ListOf, parseItems } from "../core/item-list.js";
import type { TypedValue } from "./typed.js";

export function readText(
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

export function readList(
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

export function commentInValue(part: Part, keyText: string): Diagnostic {
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

export function wrongKind(
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
