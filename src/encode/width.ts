/** Counts the columns of a text, one per character, as nixfmt and editors do. */
export function width(text: string): number {
  let columns = text.length;
  // A character outside the basic plane has two code units.
  for (let at = 0; at < text.length; at++)
    if ((text.codePointAt(at) ?? 0) > 0xffff) columns--;
  return columns;
}
