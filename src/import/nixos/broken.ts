import type { Findings } from "./findings.js";
import { isKnownSysctl } from "./known-sysctl.js";

/**
 * Reports where a file is first not Nix, and each sysctl that was lost by it: the parser leaves out what it cannot make
 * sense of.
 */
export function reportBroken(findings: Findings): void {
  const { error, masked } = findings.syntax;
  const { text } = findings.source;
  if (error === undefined) return;
  findings.remark(
    "left",
    { from: error.start, to: error.end },
    error.start >= text.trimEnd().length
      ? "the file ends in the middle of an expression; what is before it is read"
      : "this is not Nix; what is around it is read as far as possible",
    "correct the file, and import it again",
  );
  const told = new Set(
    [...findings.remarks, ...findings.candidates].map(({ span }) => span.start),
  );
  for (const { from, to, key } of keysIn(text, masked)) {
    if (told.has(from) || !isKnownSysctl(key)) continue;
    findings.remark(
      "left",
      { from, to },
      `\`${key}\` is not taken, because the file is not Nix here`,
    );
  }
}

/** Lists the names in quotes that an equals sign follows. */
function keysIn(
  text: string,
  masked: string,
): readonly {
  readonly from: number;
  readonly to: number;
  readonly key: string;
}[] {
  return [...masked.matchAll(/"(x+)"[ \t]*=/gu)].map(
    ({ index, 1: inside = "" }) => {
      const to = index + inside.length + 2;
      return { from: index, to, key: text.slice(index + 1, to - 1) };
    },
  );
}
