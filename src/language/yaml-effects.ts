import type { YAMLError } from "yaml";
import { positionAt, type Source } from "../core/source.js";

/** Errors that do not affect the structure of the document. After any other error, the rest could only be guessed. */
export const harmless: ReadonlySet<string> = new Set([
  "ALIAS_PROPS",
  "BAD_ALIAS",
  "BAD_DIRECTIVE",
  "BAD_DQ_ESCAPE",
  "MULTIPLE_ANCHORS",
  "MULTIPLE_TAGS",
  "TAG_RESOLVE_FAILED",
]);

/**
 * Leaves out what only follows from another error: a line with two errors of its structure mostly has one slip, and behind
 * a bracket that closes nothing the library reads no more.
 */
export function withoutEffects(
  errors: readonly YAMLError[],
  source: Source,
): readonly YAMLError[] {
  const lines = new Set<number>();
  let isOver = false;
  const isCause = ({ code }: YAMLError) =>
    code === "BLOCK_IN_FLOW" || code === "BAD_ALIAS";
  const causesFirst = [
    ...errors.filter(isCause),
    ...errors.filter((each) => !isCause(each)),
  ];
  return causesFirst.filter(({ code, message, pos }) => {
    const { line } = positionAt(source, pos[0]);
    if (code === "BAD_ALIAS") lines.add(line);
    if (harmless.has(code) || code === "TAB_AS_INDENT") return true;
    if (isOver) return false;
    isOver = message.includes("token in YAML stream");
    if (lines.has(line)) return false;
    lines.add(line);
    return true;
  });
}

/** The library reports a malformed tag twice. */
export function onePerTag(errors: readonly YAMLError[]): readonly YAMLError[] {
  const isTag = ({ code }: YAMLError): boolean => code === "TAG_RESOLVE_FAILED";
  return errors.filter(
    (each, at) =>
      !isTag(each) ||
      errors.findIndex(
        (other) => isTag(other) && other.pos[0] === each.pos[0],
      ) === at,
  );
}
