import type { KeyCard } from "./card.js";

const unitWords = {
  bytes: "bytes",
  kibibytes: "KiB",
  pages: "pages of memory (4 KiB each on most machines)",
  seconds: "seconds",
  centiseconds: "hundredths of a second",
  milliseconds: "milliseconds",
  microseconds: "microseconds",
  nanoseconds: "nanoseconds",
  percent: "percent",
  count: "a count",
  switch: "a switch",
  choice: "a choice",
  mask: "a bit mask",
} as const;

const listWords = {
  ports: "a list of ports and ranges, such as 8080,9000-9100",
  cpus: "a list of CPUs and ranges, such as 0-3,8",
  words: "a list of words, separated by spaces",
} as const;

/** Describes the values of a key: `one number, in bytes`; `3 numbers (min default max), in bytes`. */
export function kindWords({ kind, unit }: KeyCard): string {
  const noun = unit === "port" ? "port" : "number";
  switch (kind.type) {
    case "string":
      return "text";
    case "list":
      return listWords[kind.of];
    case "integer":
      return `one ${noun}${unitPart(unit)}`;
    case "vector": {
      const order = kind.ordered ? ", in ascending order" : "";
      const most = kind.optional > 0 ? "up to " : "";
      return `${most}${kind.fields.length} ${noun}s (${kind.fields.join(" ")})${unitPart(unit, true)}${order}`;
    }
  }
}

function unitPart(unit: KeyCard["unit"], isVector = false): string {
  if (unit === undefined || unit === "port") return "";
  const words = unitWords[unit];
  if (!words.startsWith("a ")) return `, in ${words}`;
  return isVector ? "" : `, ${words}`;
}
