import type { Edit } from "./diagnostic.js";

/**
 * Applies edits to a text from its end to its start, so that no edit moves the place of another. Of two that overlap,
 * the later one is left out.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
  );
  const pieces: string[] = [];
  let at = 0;
  for (const { span, text: instead } of sorted) {
    if (span.start < at) continue;
    pieces.push(text.slice(at, span.start), instead);
    at = span.end;
  }
  return pieces.join("") + text.slice(at);
}
