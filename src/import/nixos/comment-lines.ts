import type { Source } from "../../core/source.js";
import type { CommentLine } from "../comments.js";
import { hasKernelRoot } from "../kernel-root.js";
import type { Comment } from "./mask.js";

/** The lines of a comment, without hashes, slashes and stars. */
export function linesOf(
  { start, end, isBlock }: Comment,
  source: Source,
): readonly CommentLine[] {
  const text = source.text.slice(start, end);
  if (!isBlock) {
    const words = text.replace(/^#/u, "");
    return [{ text: words, span: { source, start, end } }];
  }
  let at = start;
  return text.split("\n").map((line) => {
    const span = { source, start: at, end: at + line.length };
    at += line.length + 1;
    const words = line
      .replace(/^\s*(?:\/\*+|\*(?!\/))?/u, "")
      .replace(/\**\*\/$/u, "");
    return { text: words, span };
  });
}

/** Whether a switched-off line is one of an option that is read, and not any other. */
export function isTuningOption(text: string): boolean {
  const [, name = ""] = /^\s*(["']?[^\s"'=]+["']?)/u.exec(text) ?? [];
  return (
    /^(?:boot\.kernel|boot\.extraModprobe)/u.test(name) ||
    hasKernelRoot(name.replaceAll(/["']/gu, ""))
  );
}

/** Whether a line is only what is around switched-off settings: `boot.kernel.sysctl = {`, `};`. */
export function isAroundSettings(text: string): boolean {
  return /^\s*(?:[a-z][\w.]{0,99}\s{0,9}=\s{0,9}[{[]|[\]});]+)\s*$/u.test(text);
}

/** Whether a comment is a switched-off option that is no tuning. */
export function isOtherOption(text: string): boolean {
  return (
    /^\s*[a-z][\w."-]{0,99}\s{0,9}=.*[;{[]\s*$/u.test(text) &&
    !isTuningOption(text)
  );
}
