import { findKey } from "../catalogue/lookup.js";
import { isKey, parseKey } from "../core/key.js";
import type { Span } from "../core/source.js";
import { hasKernelRoot } from "./kernel-root.js";
import type { Reason } from "./types.js";
import { takeUrls } from "./urls.js";

/** One line of a comment. */
export interface CommentLine {
  /** Without the mark of the comment. */
  readonly text: string;
  readonly span: Span;
}

/**
 * Joins the lines of a comment to a reason: one line of text without decoration, and the URLs. Undefined if there are no
 * words.
 */
export function reasonOf(lines: readonly CommentLine[]): Reason | undefined {
  const [first] = lines;
  const last = lines.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const words = lines
    .map(({ text }) => withoutDecoration(text))
    .filter((text) => text !== "")
    .reduce(joinedLines, "");
  const { text, urls } = takeUrls(words);
  if (text === "" && urls.length === 0) return undefined;
  return Object.freeze({
    text: text === "" ? undefined : text,
    refs: urls,
    span: { ...first.span, end: last.span.end },
  });
}

/** Lines up to this width are not broken because they are full. */
const NARROW = 60;

/**
 * Adds a line to those before it. One that starts with a capital letter, although its first word had room on the line
 * before, is a remark of its own.
 */
function joinedLines(
  before: string,
  line: string,
  at: number,
  lines: readonly string[],
): string {
  if (at === 0) return line;
  const [first = ""] = line.split(" ");
  const last = lines[at - 1] ?? "";
  const isOwn =
    /^\p{Lu}\p{Ll}/u.test(line) &&
    // What introduces an address is removed with it.
    !line.includes("://") &&
    /[\p{L}\p{N})]$/u.test(before) &&
    last.length + 1 + first.length <= NARROW;
  return `${before}${isOwn ? ". " : " "}${line}`;
}

/** What lines and boxes around a comment are drawn with. */
const DRAWN = "#=*~_+|/\\\\\u2500-\u259f-";
const onlyDrawn = new RegExp(`^[${DRAWN}\\s]*$`, "u");
const drawnBefore = new RegExp(
  `^(?:[${DRAWN}]{2,}|[#*|\u2500-\u259f](?=\\s))\\s*`,
  "u",
);

/** Tells how many lines at the start of a comment are a drawn title: `--- Network ---`, or words between drawn lines. */
export function titleLength(lines: readonly CommentLine[]): number {
  const [first = "", second = "", third = ""] = lines.map(({ text }) =>
    text.trim(),
  );
  if (isRule(first)) {
    if (isRule(third) && withoutDecoration(second) !== "") return 3;
    return 0;
  }
  if (drawnAround.test(first) && withoutDecoration(first) !== "") return 1;
  return isRule(second) && withoutDecoration(first) !== "" ? 2 : 0;
}

const drawnAround = new RegExp(`^[${DRAWN}]{2,}.*[${DRAWN}]{2}$`, "u");

function isRule(text: string): boolean {
  return text.length > 2 && onlyDrawn.test(text);
}

/** Removes what a comment is drawn with: `=== Network ===` is `Network`, and a line of dashes is empty. */
function withoutDecoration(line: string): string {
  const text = line.trim();
  if (onlyDrawn.test(text)) return "";
  return withoutDrawnEnd(text.replace(drawnBefore, ""));
}

const drawn = new RegExp(`[${DRAWN}]`, "u");

/** Removes ` ###` and ` |`, but not the end of `C++`; from the end, because an expression would try every place. */
function withoutDrawnEnd(text: string): string {
  let end = text.length;
  while (end > 0 && drawn.test(text.charAt(end - 1))) end -= 1;
  const isApart = /\s/u.test(text.charAt(end - 1));
  const isLong = text.length - end > 2;
  return isApart || isLong ? text.slice(0, end).trimEnd() : text;
}

/**
 * Tells whether the text of a comment is a setting that somebody switched off, in the form of sysctl.d, NixOS, YAML or a
 * shell: `net.ipv4.tcp_sack = 0`, `"net.core.somaxconn" = 1024;`, `sysctl -w vm.swappiness=10`. A sentence that has an
 * equals sign is not.
 */
export function isCommentedOut(comment: string): boolean {
  const text = comment.trim();
  return isCommand(text) || isExclusion(text) || isAssignment(text);
}

const commands =
  /^(?:sudo )?(?:(?:\/usr)?\/s?bin\/)?(?:sysctl (?:-\w+ )*["']?[\w./*-]+=|modprobe [\w-]+$|echo .{1,200}> ?\/(?:proc\/sys|sys)\/)/u;

function isCommand(text: string): boolean {
  return commands.test(text);
}

/** `-net.ipv4.conf.eth0.rp_filter` */
function isExclusion(text: string): boolean {
  return text.startsWith("-") && hasKernelRoot(text.slice(1));
}

function isAssignment(text: string): boolean {
  const found =
    /^(?:- ?)?(?:boot\.kernel\.sysctl\.)?(["']?)([^\s"'=:]{1,300})\1\s{0,20}([=:])(.*)$/u.exec(
      text,
    );
  if (found === null) return false;
  const [, , name = "", sign, rest = ""] = found;
  // In YAML a colon without a blank is part of the name, as in a URL.
  if (sign === ":" && !/^\s/u.test(rest)) return false;
  const value = valueIn(rest);
  if (value === undefined) return false;
  if (hasKernelRoot(name)) return value === "" || isValueOf(name, value);
  if (sign === ":") return false;
  const isDotted = /^[a-z]\w*(?:\.[\w*-]+)+$/u.test(name);
  return isDotted && (name.startsWith("boot.") || isNumbers(value));
}

/** The value without a comment at the end, quotes and a semicolon; undefined if there is another word behind quotes. */
function valueIn(rest: string): string | undefined {
  const comment = /\s[#;]/u.exec(rest);
  const text = (comment === null ? rest : rest.slice(0, comment.index))
    .trim()
    .replace(/[;,]$/u, "")
    .trimEnd();
  const quote = text.charAt(0);
  if (quote !== '"' && quote !== "'") return text;
  return text.length > 1 && text.indexOf(quote, 1) === text.length - 1
    ? text.slice(1, -1)
    : undefined;
}

function isValueOf(name: string, value: string): boolean {
  if (isNumbers(value) || !/\s/u.test(value)) return true;
  // A pipe for core dumps, a function of Nix, arithmetic, a list and a template.
  if (
    /^(?:\||(?:lib\.)?mk[A-Z]|[\d(][\d\s()*+/-]*$|\[.*\]$|\{\{|\$)/u.test(value)
  )
    return true;
  const key = parseKey(name);
  const kind = isKey(key) ? findKey(key)?.kind.type : undefined;
  return kind === "list" && value.split(/\s+/u).length < 12;
}

function isNumbers(value: string): boolean {
  return (
    value !== "" &&
    value.split(/[\s,]+/u).every((part) => /^-?\d+\w{0,4}$/u.test(part))
  );
}
