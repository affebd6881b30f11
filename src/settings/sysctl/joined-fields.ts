import { type AmountFault, placeholderFault } from "../../core/amount-fault.js";
import { isAmount, readAmount } from "../../core/quantity.js";
import type { Part } from "../../core/written.js";
import type { Slot } from "./slot.js";

/** Explains a value whose words mean something only together. */
export function faultOfWhole(raw: string): AmountFault | undefined {
  const [, each] =
    /^(\d+) ?[*x\u00D7] ?(?:n?cpus?|cores?|memory|GiB)$/iu.exec(raw) ?? [];
  if (each === undefined) return placeholderFault(raw);
  return {
    fault: `\`${raw}\` is a calculation`,
    help: `write { ${/cpu|core/iu.test(raw) ? "perCpu" : "perGiB"}: ${each} }`,
  };
}

const separator = /\s*[,;:]\s*|\\t/u;

/** Whether numbers are separated by anything but blanks. */
export function hasSeparators(raw: string): boolean {
  return separator.test(raw);
}

/** Reports a vector whose fields are separated by commas or the like. */
export function reportSeparators(
  { raw, span }: Part,
  { reporter }: Slot,
): undefined {
  const fields = raw.split(/(?:[\s,;:]|\\t)+/u).filter((field) => field !== "");
  const text = `[${fields.join(", ")}]`;
  const name = separator.exec(raw)?.[0].trim() ?? "";
  return reporter.error(
    "wrong-kind",
    span,
    name === ","
      ? `\`${raw}\` has commas`
      : `\`${raw}\` separates its fields by \`${name}\``,
    {
      why: "the kernel separates the fields of a value by blanks",
      help: `write ${text}`,
      ...(fields.every((field) => isAmount(readAmount(field))) && {
        fix: [{ span, text }],
      }),
    },
  );
}
