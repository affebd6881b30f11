import { moduleOption } from "../../catalogue/builds/modules.js";
import type { Source } from "../../core/source.js";
import { isCommentedOut } from "../comments.js";
import { hasKernelRoot } from "../kernel-root.js";
import { isListing } from "../sysctl-a/is-listing.js";
import { templateLine } from "../template-line.js";
import { isLimit } from "./limit.js";

/** What a file of the sysctl.d family has in its lines. */
export type Content = "shell" | "sysctls" | "modules" | "limits";

/** How many lines with a meaning tell what a file is. */
const ENOUGH = 400;

/** Tells what a file has, by its lines; undefined for another format. */
export function contentOf(source: Source): Content | undefined {
  const { significant, comments } = sample(source.text);
  const [first = ""] = significant;
  if (isOtherLanguage(first) || isListing(source)) return undefined;
  if (significant.some(isCommand)) return "shell";
  if (significant.some(isAssignment)) return "sysctls";
  if (significant.some(isLimit)) return "limits";
  if (significant.length > 0)
    return significant.every(isModule) && significant.some(isKnownModule)
      ? "modules"
      : undefined;
  return comments.some(
    (text) => isCommentedOut(text) && isAssignment(text.trim()),
  )
    ? "sysctls"
    : undefined;
}

/** Tells what the lines of a file in a script are; undefined if they are none that is read. */
export function contentOfLines(
  source: Source,
): Exclude<Content, "shell"> | undefined {
  const content = contentOf(source);
  return content === "shell" ? undefined : content;
}

function sample(text: string) {
  const significant: string[] = [];
  const comments: string[] = [];
  for (let start = 0; start < text.length && significant.length < ENOUGH;) {
    const next = text.indexOf("\n", start);
    const end = next < 0 ? text.length : next;
    const whole = text.slice(start, Math.min(end, start + 1000));
    // A line with nothing but marks of a template says nothing of the format.
    const line = (templateLine(whole)?.text ?? whole).trim();
    if (/^[#;]/u.test(line)) comments.push(line.replace(/^[#;]+/u, ""));
    else if (line !== "") significant.push(line);
    start = end + 1;
  }
  return { significant, comments };
}

/** Whether the first line is of Nix, JSON or YAML. */
function isOtherLanguage(line: string): boolean {
  const isYaml = /^(?:---|%YAML|- |["']?[\w./-]+["']?:(?:\s|$))/u.test(line);
  if (isYaml) return !hasKernelRoot(line.slice(0, line.indexOf(":")));
  return /^(?:\{(?![{%#])|\[(?![\w.-]+\]$)|let\b|rec\b|with\b|<\w|\w+:$)/u.test(
    line,
  );
}

/** Whether a line of a script sets a key, or writes a file that does. */
function isCommand(line: string): boolean {
  return /^(?:sudo\s+)?(?:\/\S*\/)?(?:sysctl\s+\S|cat\s.*<<|tee\s.*<<|modprobe\s|(?:echo|printf)\s.*(?:sysctl|\/proc\/sys\/))/u.test(
    line,
  );
}

/** Whether a line sets a key, in the form of sysctl.d or one that is meant as such. */
function isAssignment(line: string): boolean {
  const key = /^-?\s*([\w./*?[\]-]+)\s*(?:[=:]|\s\S)/u.exec(line)?.[1];
  return key !== undefined && hasKernelRoot(key);
}

function isModule(line: string): boolean {
  return /^(?:options\s+)?[\w-]+(?:\s+\w+=\S+)*(?:\s+#.*)?$/u.test(line);
}

function isKnownModule(line: string): boolean {
  const name = /^(?:options\s+)?([\w-]+)/u.exec(line)?.[1] ?? "";
  return moduleOption(name) !== undefined;
}
