import type { Matcher, Selector } from "../../plan/monitoring-types.js";
import type { Vector } from "../../signals/vector.js";

/**
 * A vector of the nodes that a selector means. What it leaves out goes into the braces, where one matcher says it;
 * several have no negation there, and are taken away by `unless`.
 */
export function within({ include, exclude }: Selector, vector: Vector): string {
  const inside = [...include];
  const apart: (readonly Matcher[])[] = [];
  for (const matchers of exclude) {
    const [only, ...more] = matchers;
    if (only !== undefined && more.length === 0) inside.push(negated(only));
    else apart.push(matchers);
  }
  if (apart.length === 0) return vector(inside);
  return `(${[inside, ...apart].map(vector).join(" unless ")})`;
}

const negations = { "=": "!=", "!=": "=", "=~": "!~", "!~": "=~" } as const;

function negated(matcher: Matcher): Matcher {
  return { ...matcher, op: negations[matcher.op] };
}

/** Several queries of which each answers for nodes of its own. */
export function either(queries: readonly string[]): string {
  return queries.join("\nor ");
}
