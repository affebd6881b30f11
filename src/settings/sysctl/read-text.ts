import { addAll } from "../../core/add-all.js";
import { isItems, type ListOf, parseItems } from "../../core/item-list.js";
import type { Part } from "../../core/written.js";
import type { Slot } from "./slot.js";
import type { WrittenValue } from "./value.js";

/** Reads a text, which must fit into a line of sysctl.d. */
export function readText(
  part: Part,
  { keyText, mayBeEmpty, reporter }: Slot,
): WrittenValue | undefined {
  const { raw, span } = part;
  // eslint-disable-next-line no-control-regex -- the expression finds control characters
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/u.test(raw)) {
    return reporter.error(
      "control-character",
      span,
      `the value of \`${keyText}\` contains a line break or control character`,
      {
        why: "a sysctl.d file has one setting per line, so the rest would be read as another setting",
        help: "write it on one line",
      },
    );
  }
  if (/\s#/u.test(raw)) return reportComment(part, { keyText, reporter });
  const text = raw.trim();
  if (text === "" && !mayBeEmpty) {
    return reporter.error(
      "wrong-kind",
      span,
      `the value of \`${keyText}\` is empty`,
      {
        why: "the kernel refuses an empty value, or keeps the old one",
        help: "write a value, or `null` to keep the kernel's default",
      },
    );
  }
  if (text !== raw) {
    return reporter.error(
      "wrong-kind",
      span,
      `the value of \`${keyText}\` starts or ends with a space`,
      {
        why: "loaders remove these spaces",
        help: text === "" ? 'write `""`' : `write ${text}`,
      },
    );
  }
  return { form: "text", text: raw };
}

/** Reads a set of ports, CPUs or words. */
export function readList(
  parts: readonly Part[],
  of: ListOf,
  { keyText, valueSpan, reporter }: Slot,
): WrittenValue | undefined {
  const items: string[] = [];
  let sound = true;
  for (const part of parts) {
    const read = parseItems(part.raw, of);
    if (isItems(read)) addAll(items, read);
    else {
      sound = false;
      reporter.error("wrong-kind", part.span, `\`${part.raw}\` ${read.fault}`, {
        help: read.help,
      });
    }
  }
  if (!sound) return undefined;
  if (items.length === 0) {
    return reporter.error(
      "wrong-kind",
      valueSpan,
      `the list of \`${keyText}\` is empty`,
      {
        help: "write at least one item, or `null` to keep the kernel's default",
      },
    );
  }
  return { form: "list", items };
}

/** Reports a comment that would become part of the value. */
export function reportComment(
  { raw, span }: Part,
  { keyText, reporter }: Pick<Slot, "keyText" | "reporter">,
): undefined {
  const value = raw.slice(0, raw.indexOf("#")).trim();
  const comment = raw.slice(raw.indexOf("#"));
  return reporter.error(
    "comment-in-value",
    span,
    `the value of \`${keyText}\` contains a comment`,
    {
      why: "sysctl.d has no comments after a value: the comment would become part of the value, which the kernel refuses or cuts off",
      help: `write \`${value} ${comment}\`, with the comment outside the quotes`,
    },
  );
}
