/** The columns of a text, one for each character, as nixfmt and editors count. */
export function width(text: string): number {
  return Array.from(text).length;
}
