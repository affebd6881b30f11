import { RE2JS } from "re2js";

/** In characters; room for the names of several hundred hosts. */
const LONGEST = 16_384;

/** The sum of all counts in braces: each repetition takes memory, here and in Prometheus. */
const MOST_REPETITIONS = 2_000;

/** What is wrong with a matcher, as the end of a sentence, and what follows from it. */
export interface Re2Problem {
  readonly problem: string;
  readonly why: string;
}

const MEMORY = "a pattern of that size takes much memory in Prometheus";
const REFUSED =
  "Prometheus accepts only RE2, and otherwise refuses the whole rule file";

/**
 * Returns what is wrong with a matcher: RE2 refuses it, or it would match every node. Prometheus
 * reads a pattern first as it is, and then between anchors, where a dot is any character.
 */
export function re2Problem(pattern: string): Re2Problem | undefined {
  if (pattern.length > LONGEST)
    return {
      problem: `has more than ${LONGEST.toLocaleString("en")} characters`,
      why: MEMORY,
    };
  if (repetitions(pattern) > MOST_REPETITIONS)
    return {
      problem: `repeats more than ${MOST_REPETITIONS.toLocaleString("en")} times in all`,
      why: MEMORY,
    };
  const refused = refusal(pattern);
  if (refused !== undefined) return { problem: refused, why: REFUSED };
  // For Prometheus, a missing label is an empty one. Targets without the label do not belong to this role or host.
  return RE2JS.compile(`^(?s:${pattern})$`).matches("")
    ? {
        problem: "matches targets without the label, too",
        why: "for Prometheus a label that a target does not have is an empty text, so the alerts would also watch targets of other nodes",
      }
    : undefined;
}

/** Says why Prometheus refuses a pattern. */
function refusal(pattern: string): string | undefined {
  try {
    RE2JS.compile(pattern);
    RE2JS.compile(`^(?s:${pattern})$`);
  } catch (thrown) {
    return `is not a regular expression of RE2${reasonOf(thrown)}`;
  }
  const property = unknownProperty(pattern);
  return property === undefined
    ? undefined
    : `is not a regular expression of RE2: invalid character class range \`${property}\``;
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
