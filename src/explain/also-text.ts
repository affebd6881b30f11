import { listed } from "./layout.js";
import type { OtherSubject } from "./subject.js";

/** Says what else has the name of a subject: one line, or none. */
export function alsoText(
  kind: string,
  also: readonly OtherSubject[],
): readonly string[] {
  if (also.length === 0) return [];
  const others = also.map((other) =>
    other === "error" ? "an error" : `a ${other}`,
  );
  return [
    `There is also ${listed(others)} with this name; this is the ${kind}.`,
  ];
}
