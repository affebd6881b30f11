import type { YAMLError } from "yaml";
import { type Diagnostic, error } from "../core/diagnostic.js";
import { lineText, positionAt, type Span, spanText } from "../core/source.js";
import { own } from "../core/own.js";
import { sectionExamples } from "./values-by-example.js";
import {
  closesNothing,
  inFlow,
  lonelyComma,
  missingComma,
  notClosed,
} from "./yaml-brackets.js";
import {
  ahead,
  type Explain,
  type Explained,
  itemAmongFields,
  lastWord,
  textBefore,
} from "./yaml-explained.js";

/** The messages of the library that a slip causes, by how they read. */
const messages: readonly (readonly [RegExp, Explain])[] = [
  [/^Block collections are not allowed within flow/u, inFlow],
  [/^Missing , (?:or : )?between flow (?:seq|map)/u, missingComma],
  [/^Unexpected , in /u, lonelyComma],
  [/must be sufficiently indented and end with a [\]}]/u, notClosed],
  [/^Unexpected flow-(?:map|seq)-end token/u, closesNothing],
  [/^Unexpected \S+ at node end/u, behindQuote],
  [
    /^Invalid escape sequence/u,
    ({ source, start }) => ({
      message: `\`${source.text.slice(start, start + 2)}\` is not an escape of YAML`,
      why: "in double quotes a backslash begins an escape, such as `\\n`",
      help: "write the backslash twice, or put the text into single quotes",
    }),
  ],
  [
    /^Comments must be separated/u,
    () => ({
      message: "the comment follows the value without a blank",
      help: "write a blank before `#`",
    }),
  ],
  [
    /^Tags and anchors must be separated/u,
    (span) => ({
      message: `no blank separates \`${lastWord(textBefore(span))}\` from the value`,
      why: "in YAML, a value that begins with `&` or `!` begins with an anchor or a tag",
      help: "write a blank behind it, or put the whole text into quotes",
    }),
  ],
  [
    /^(?:Missing newline after|Block collection cannot start on)/u,
    ({ source, start }) => {
      const word = /^\S+/u.exec(
        lineText(source, positionAt(source, start).line),
      );
      return {
        message: `\`${word?.[0] ?? ""}\` and a field or list item are on one line`,
        why: "fields and list items begin on a line of their own",
        help: "write what follows it on the next line",
      };
    },
  ],
  [
    /^Missing directives-end/u,
    ({ source, start }) => {
      const at = source.text.lastIndexOf("%", start);
      const text = /^.*\S/u.exec(source.text.slice(at))?.[0] ?? "";
      return {
        message: `no line \`---\` is below the directive \`${text}\``,
        why: "tunegen reads YAML 1.2, which needs no directive",
        help: "remove the line; a comment begins with `#`",
        at: { start: at, end: at + text.length },
      };
    },
  ],
  [
    /^Block scalars? .*(?:more-indented|indentation)/u,
    () => ({
      message: "an empty line has more blanks than the text below it",
      why: "the first line of a text sets its indentation",
      help: "remove the blanks of the empty line",
    }),
  ],
  [
    /^Block scalar header includes extra characters/u,
    (span) => {
      const word = `${lastWord(textBefore(span))}${/^\S*/u.exec(ahead(span))?.[0] ?? ""}`;
      const text = word.slice(Math.max(0, word.search(/[|>]/u)));
      return {
        message: `a text cannot start with \`${text}\``,
        why: "in YAML, `|` and `>` begin a text on the lines below",
        help: "put the text into quotes, or write it on the lines below `|`",
      };
    },
  ],
  [
    /^Not a YAML token/u,
    (span) =>
      /[|>][-+\d]*[ \t]*$/u.test(textBefore(span))
        ? {
            message: `\`${spanText(span).trim()}\` is on the line of the \`|\` or \`>\``,
            why: "a text of several lines begins on the next line",
            help: "write the text on the next line, indented by 2 more blanks, or remove the sign",
          }
        : undefined,
  ],
  [
    /^Unexpected block-seq-ind on same line/u,
    (span) =>
      itemOfMapping(span) ?? {
        message: "a list begins on the line of its field",
        help: "write each `- item` on a line of its own below, or the list as `[a, b]`",
      },
  ],
  [
    /^A block sequence may not be used as an implicit map key/u,
    ({ source, start }) => {
      const dash = source.text.indexOf("-", start);
      return itemAmongFields({ source, start: dash, end: dash + 1 });
    },
  ],
];

/** Explains `sysctl: - net.core.somaxconn: 1`: the field is a mapping, not a list. */
function itemOfMapping(span: Span): Explained | undefined {
  const name = lastWord(textBefore(span).trimEnd()).replace(/:$/u, "");
  const [, field] = /^-\s+([^\s:]+: .*\S)/u.exec(ahead(span)) ?? [];
  return field === undefined || own(sectionExamples, name) === undefined
    ? undefined
    : {
        message: `a list item is on the line of \`${name}:\``,
        why: `\`${name}\` has fields, without dashes`,
        help: `write \`${field}\` on the next line, indented by 2 more blanks`,
      };
}

/** Explains an error by the library's message; undefined for a rare one. */
export function explainMessage(
  { message }: Pick<YAMLError, "message">,
  span: Span,
): Diagnostic | undefined {
  const [, explain] = messages.find(([pattern]) => pattern.test(message)) ?? [];
  const explained = explain?.(span);
  if (explained === undefined) return undefined;
  const { at, message: text, ...advice } = explained;
  return error("yaml-syntax", { ...span, ...at }, text, advice);
}

function behindQuote(span: Span): Explained | undefined {
  const [quote] = /["'](?=\s*$)/u.exec(textBefore(span)) ?? [];
  if (quote === undefined) return undefined;
  const [sign] = /^[,;](?=[ \t]*(?:#|\n|$))/u.exec(ahead(span)) ?? [];
  if (sign !== undefined)
    return {
      message: `the line ends with \`${sign}\``,
      why: "outside of brackets, nothing separates fields but the end of the line",
      help: `remove \`${sign}\``,
    };
  return {
    message: `\`${spanText(span).trim()}\` is behind the closing quote`,
    why: "a value in quotes ends there",
    help:
      quote === "'"
        ? "put the whole text into double quotes, or write a single quote within it twice"
        : 'put the whole text into the quotes, with `\\"` for a quote within it',
  };
}
