/** The kinds of sets: ports (`8080,9000-9100`), CPUs (`0-3`), words (`reno cubic`). */
export type ListOf = "ports" | "cpus" | "words";

export interface ItemsFault {
  readonly fault: string;
  readonly help: string;
}

/** Reads the items of a list; an error is the end of a sentence: "`x` is not a port". */
export function parseItems(
  text: string,
  of: ListOf,
): readonly string[] | ItemsFault {
  const items = text
    .split(of === "words" ? /\s+/u : /[\s,]+/u)
    .filter((item) => item !== "");
  const noun = of === "ports" ? "port" : of === "cpus" ? "CPU" : "name";
  for (const item of items) {
    if (of === "words") {
      if (!/^[\w-]+$/u.test(item))
        return {
          fault: `is not a ${noun}`,
          help: "write names separated by spaces",
        };
      continue;
    }
    const range = rangeOf(item);
    if (range === undefined) {
      return {
        fault: `is not a ${noun} or a range of ${noun}s`,
        help: of === "ports" ? "write 8080, or 9000-9100" : "write 3, or 0-3",
      };
    }
    if (of === "ports" && (range.first < 1 || range.last > 65535)) {
      return { fault: "is outside 1 to 65535", help: "write port numbers" };
    }
    if (range.first > range.last) {
      return {
        fault: "is in descending order",
        help: `write ${range.last}-${range.first}`,
      };
    }
  }
  return items;
}

export function isItems(
  read: readonly string[] | ItemsFault,
): read is readonly string[] {
  return Array.isArray(read);
}

/** Merges lists into the normal form of the kernel: sorted, with adjacent and overlapping ranges joined. */
export function uniteItems(items: readonly string[], of: ListOf): string {
  if (of === "words") return [...new Set(items)].join(" ");
  const ranges = items
    .flatMap((item) => rangeOf(item) ?? [])
    .sort((a, b) => a.first - b.first || a.last - b.last);
  const joined: { first: number; last: number }[] = [];
  for (const { first, last } of ranges) {
    const previous = joined.at(-1);
    if (previous !== undefined && first <= previous.last + 1)
      previous.last = Math.max(previous.last, last);
    else joined.push({ first, last });
  }
  return joined
    .map(({ first, last }) =>
      first === last ? `${first}` : `${first}-${last}`,
    )
    .join(",");
}

function rangeOf(
  item: string,
): { readonly first: number; readonly last: number } | undefined {
  const match = /^(?<first>[0-9]{1,5})(?:-(?<last>[0-9]{1,5}))?$/u.exec(item);
  if (match?.groups === undefined) return undefined;
  const first = Number(match.groups["first"]);
  return { first, last: Number(match.groups["last"] ?? first) };
}
