/** The columns of a text, one for each character, as nixfmt and editors count. */
export function width(text: string): number {
  let columns = text.length;
  // A character beyond the first plane has two code units.
  for (let at = 0; at < text.length; at++)
    if ((text.codePointAt(at) ?? 0) > 0xffff) columns--;
  return columns;
}
