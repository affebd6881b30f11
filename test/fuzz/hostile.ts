import { isScalar, parseDocument, visit, type Scalar } from "yaml";

/**
 * Writes a string in place of one of the strings of a spec, be it a key or a value.
 * @param at which one; counted around the end
 */
export function withString(text: string, at: number, string: string): string {
  const places = stringsIn(text);
  const [start, end] = places[at % places.length] ?? [0, 0];
  const lineEnd = text.slice(start, end).endsWith("\n") ? "\n" : "";
  return (
    text.slice(0, start) + JSON.stringify(string) + lineEnd + text.slice(end)
  );
}

const known = new Map<string, readonly (readonly [number, number])[]>();

function stringsIn(text: string): readonly (readonly [number, number])[] {
  const before = known.get(text);
  if (before !== undefined) return before;
  const places: (readonly [number, number])[] = [];
  visit(parseDocument(text), {
    Scalar(_, node: Scalar) {
      if (!isScalar(node) || typeof node.value !== "string") return;
      const [start, end] = node.range ?? [0, 0];
      if (end > start) places.push([start, end]);
    },
  });
  known.set(text, places);
  return places;
}
