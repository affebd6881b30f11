/** Tells a whole spec of tunegen, which has roles, from a file that specs include and from files of other programs. */
export function isWholeSpec(text: string): boolean {
  return /^version: *1 *(?:#.*)?\r?$/mu.test(text) && /^roles:/mu.test(text);
}
