import { RE2JS } from "re2js";

/** In characters; room for the names of several hundred hosts. */
const LONGEST = 16_384;

/** The sum of all counts in braces: each repetition takes memory, here and in Prometheus. */
const MOST_REPETITIONS = 2_000;

/**
 * Returns what is wrong with a matcher, as the end of a sentence: RE2 refuses it, or it would match every node. Prometheus
 * reads a pattern first as it is, and then between anchors, where a dot is any character.
 */
export function re2Problem(pattern: string): string | undefined {
  if (pattern.length > LONGEST)
    return `has more than ${LONGEST.toLocaleString("en")} characters`;
  if (repetitions(pattern) > MOST_REPETITIONS)
    return `repeats more than ${MOST_REPETITIONS.toLocaleString("en")} times in all`;
  let whole: RE2JS;
  try {
    RE2JS.compile(pattern);
    whole = RE2JS.compile(`^(?s:${pattern})$`);
  } catch (thrown) {
    return `is not a regular expression of RE2${reasonOf(thrown)}`;
  }
  const property = unknownProperty(pattern);
  if (property !== undefined)
    return `is not a regular expression of RE2: invalid character class range \`${property}\``;
  // For Prometheus, a missing label is an empty one. Targets without the label do not belong to this role or host.
  return whole.matches("")
    ? "matches targets without the label, too"
    : undefined;
}

function repetitions(pattern: string): number {
  return [...pattern.matchAll(/\{(\d*),?(\d*)/gu)].reduce(
    (sum, [, least, most]) => sum + Math.max(Number(least), Number(most)),
    0,
  );
}

/** Finds a class such as `\p{Alphabetic}`: the library has them, but Go has only categories and scripts. */
function unknownProperty(pattern: string): string | undefined {
  for (const [text, name] of pattern.matchAll(
    /\\Q[^]*?(?:\\E|$)|\\[pP]\{\^?(\w+)\}|\\[^]/gu,
  ))
    if (name !== undefined && !isCategoryOrScript(name)) return text;
  return undefined;
}

function isCategoryOrScript(name: string): boolean {
  return (
    name === "Any" ||
    ["gc", "sc"].some((property) => {
      try {
        return new RegExp(`\\p{${property}=${name}}`, "u").source !== "";
      } catch {
        return false;
      }
    })
  );
}

/** Returns the library's own words, such as `invalid repeat count: {1001}`, after a colon. */
function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return "";
  const [, reason] =
    /^error parsing regexp: ([^]*)$/u.exec(thrown.message) ?? [];
  return reason === undefined ? "" : `: ${reason}`;
}
