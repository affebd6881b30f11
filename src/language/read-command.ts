import { anyOf, UNPRINTABLE } from "../core/characters.js";
import { didYouMean } from "../core/nearest.js";
import type { Reporter } from "../core/report.js";
import type { Span } from "../core/source.js";
import type { Tree } from "../core/tree.js";
import {
  type CommandPart,
  nodePlaceholders,
  partPlaceholders,
  type Placeholder,
  type Quotes,
  type WrittenCommand,
  type WrittenCommands,
} from "./rollout-model.js";

/** The placeholders that a command may have. */
export type Allowed = readonly Placeholder[];

const unprintable = anyOf(UNPRINTABLE, "u");

/** `{word}`: not `${word}` of a shell, and not `{{word}}` of a template. */
const placeholder = /(?<![${])\{([A-Za-z]\w*)\}(?!\})/gu;

/** Reads one command, or a list of them; undefined where it is not written. */
export function readCommands(
  tree: Tree | undefined,
  allowed: Allowed,
  reporter: Reporter,
): WrittenCommands | undefined {
  if (tree === undefined) return undefined;
  const items = tree.items ?? [tree];
  const commands = items.flatMap(
    (item) => readCommand(item, allowed, reporter) ?? [],
  );
  if (items.length === 0)
    reporter.error("malformed-command", tree.span, "no command", {
      help: "write a command, or remove the field",
    });
  return { commands, span: tree.span };
}

/** Reads a command with its placeholders, and reports those that it may not have. */
export function readCommand(
  tree: Tree,
  allowed: Allowed,
  reporter: Reporter,
): WrittenCommand | undefined {
  const { span } = tree;
  const text = String(tree.data).trim();
  // A tab and a line feed are white space in a shell.
  if (text === "" || unprintable.test(text.replaceAll(/[\n\t]/gu, "")))
    return reporter.error(
      "malformed-command",
      span,
      text === ""
        ? "an empty text is not a command"
        : "the command has an invisible or control character",
      { help: "write a command for a POSIX shell, such as just deploy {host}" },
    );
  const parts: CommandPart[] = [];
  const quotes = new QuoteReader();
  let end = 0;
  let isRead = true;
  for (const match of text.matchAll(placeholder)) {
    const before = text.slice(end, match.index);
    parts.push(before);
    quotes.read(before);
    const [whole, name = ""] = match;
    end = match.index + whole.length;
    const found = allowed.find((each) => each === name);
    quotes.read(whole);
    if (found !== undefined) {
      parts.push({ placeholder: found, quotes: quotes.state });
      continue;
    }
    isRead = false;
    reportPlaceholder(
      name,
      placeOf(whole, span, text, match.index),
      allowed,
      reporter,
    );
  }
  parts.push(text.slice(end));
  quotes.read(text.slice(end));
  if (quotes.state !== "none")
    return reporter.error(
      "malformed-command",
      span,
      `the command has an opening ${quotes.state} quote without a closing one`,
      {
        why: "a shell would read the commands below as part of the text",
        help: "close the quote",
      },
    );
  return isRead
    ? { parts: parts.filter((part) => part !== ""), span }
    : undefined;
}

function reportPlaceholder(
  name: string,
  span: Span,
  allowed: Allowed,
  reporter: Reporter,
): void {
  const isKnown = [...nodePlaceholders, ...partPlaceholders].some(
    (each) => each === name,
  );
  reporter.error(
    "unknown-placeholder",
    span,
    isKnown
      ? `\`{${name}}\` has no meaning here`
      : `unknown placeholder \`{${name}}\``,
    {
      help:
        allowed.length === 0
          ? "remove it: these commands have no placeholders"
          : isKnown
            ? `use ${allowed.map((each) => `\`{${each}}\``).join(", ")}`
            : didYouMean(
                `{${name}}`,
                allowed.map((each) => `{${each}}`),
              ),
    },
  );
}

/** The place of a placeholder in the text of the spec, which a quoted scalar may write otherwise. */
function placeOf(whole: string, span: Span, text: string, index: number): Span {
  const written = span.source.text.slice(span.start, span.end);
  const earlier = text.slice(0, index).split(whole).length - 1;
  let at = -1;
  for (let count = 0; count <= earlier; count += 1)
    at = written.indexOf(whole, at + 1);
  return at < 0
    ? span
    : {
        ...span,
        start: span.start + at,
        end: span.start + at + whole.length,
      };
}

/** Follows the quotes of a POSIX shell. Source: POSIX.1-2024, Shell Command Language, 2.2 "Quoting". */
class QuoteReader {
  state: Quotes = "none";
  #before = " ";

  read(text: string): void {
    for (let at = 0; at < text.length; at += 1) {
      const character = text[at] ?? "";
      if (this.state === "single") {
        if (character === "'") this.state = "none";
      } else if (character === "\\") at += 1;
      else if (character === '"')
        this.state = this.state === "double" ? "none" : "double";
      else if (this.state === "none" && character === "'")
        this.state = "single";
      else if (
        this.state === "none" &&
        character === "#" &&
        /\s/u.test(this.#before)
      )
        // A comment, up to the end of its line.
        at = text.includes("\n", at) ? text.indexOf("\n", at) : text.length;
      this.#before = text[at] ?? "\n";
    }
  }
}
