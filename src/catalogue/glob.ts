/** Whether a segment contains a pattern that a loader would expand (glob(7)). */
export function isPattern(segment: string): boolean {
  return /[*?[]/u.test(segment);
}

/** Compiles one segment of a glob (`*`, `?`, `[a-c]`) into a test of a whole name. */
export function segmentTest(pattern: string): (name: string) => boolean {
  if (!isPattern(pattern)) return (name) => name === pattern;
  const source = pattern.replace(
    /\[(!?)([^\]]+)\]|[*?]|[.+^${}()|[\]\\/]/gu,
    (token, not: string | undefined, set: string | undefined) => {
      if (set !== undefined) return `[${not ? "^" : ""}${escapeSet(set)}]`;
      if (token === "*") return ".*";
      return token === "?" ? "." : `\\${token}`;
    },
  );
  const expression = new RegExp(`^${source}$`, "u");
  return (name) => expression.test(name);
}

function escapeSet(set: string): string {
  return set.replace(/[\\[\]^]/gu, "\\$&");
}
