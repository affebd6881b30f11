import type { YAMLError } from "yaml";
import { type Diagnostic, error } from "../core/diagnostic.js";
import { lineText, positionAt, type Span, spanText } from "../core/source.js";
import {
  type Explained,
  itemAmongFields,
  lastWord,
  lineAt,
  textBefore,
} from "./yaml-explained.js";

type Explain = (span: Span, message: string) => Explained;

/** What each code of the library means, where neither its message nor the line tells more. */
const codes: Readonly<Record<YAMLError["code"], Explain>> = {
  ALIAS_PROPS: (span) => ({
    message: `\`${spanText(span)}\` has an anchor or a tag of its own`,
    why: "an alias repeats a value as it is",
    help: `write only \`${spanText(span)}\``,
  }),
  BAD_ALIAS: alias,
  BAD_COLLECTION_TYPE: other,
  BAD_DIRECTIVE: directive,
  BAD_DQ_ESCAPE: other,
  BAD_INDENT: indentation,
  BAD_PROP_ORDER: (span) => ({
    message: `an anchor or a tag is before \`${spanText(span)}\``,
    why: "it belongs to the value",
    help: `write it behind the sign: \`${spanText(span)} &name value\``,
  }),
  BAD_SCALAR_START: scalarStart,
  BLOCK_AS_IMPLICIT_KEY: () => ({
    message: "two fields are on one line",
    why: "YAML reads a field up to each colon with a blank",
    help: "write the second one on the next line, or put the text into quotes",
  }),
  BLOCK_IN_FLOW: () => ({
    message: "lines of fields or items are within brackets",
    why: "commas separate what is in braces and brackets",
    help: "write a comma behind each, or remove the brackets",
  }),
  DUPLICATE_KEY: other,
  IMPOSSIBLE: other,
  KEY_OVER_1024_CHARS: () => ({
    message: "a key is longer than 1,024 characters",
    why: "YAML allows no longer key",
    help: "shorten it; a long text is a value",
  }),
  MISSING_CHAR: (span, message) =>
    message.startsWith("Implicit map keys")
      ? noColon(span)
      : other(span, message),
  MULTILINE_IMPLICIT_KEY: noColon,
  MULTIPLE_ANCHORS: (span) => second(span, "anchor"),
  MULTIPLE_DOCS: other,
  MULTIPLE_TAGS: (span) => second(span, "tag"),
  NON_STRING_KEY: other,
  RESOURCE_EXHAUSTION: other,
  TAB_AS_INDENT: other,
  TAG_RESOLVE_FAILED: other,
  UNEXPECTED_TOKEN: unexpected,
};

/** Explains an error by its code. Every one has a remedy. */
export function explainCode(
  { code, message }: Pick<YAMLError, "code" | "message">,
  span: Span,
): Diagnostic {
  const { at, message: text, ...advice } = codes[code](span, message);
  return error("yaml-syntax", { ...span, ...at }, text, advice);
}

/** Converts the library's message to our style: one clause, without a full stop or line break. */
function other(_: Span, message: string): Explained {
  const [first = message] = message.split("\n");
  return {
    message: first
      .replace(/\.$/u, "")
      .replace(/^./u, (letter) => letter.toLowerCase()),
    help: "check the indentation, quotes and brackets of this line and the one above",
  };
}

function alias(span: Span): Explained {
  const sign = spanText(span);
  if (sign !== "*" && sign !== "&") {
    const name = lastWord(textBefore(span));
    return {
      message: `\`${name}:\` ends with a colon`,
      why: "YAML reads the colon as a part of the name",
      help: "write a blank before the colon, or remove it",
    };
  }
  return {
    message: `no name follows \`${sign}\``,
    why: `in YAML, \`${sign}\` begins the name of an ${sign === "*" ? "alias" : "anchor"}`,
    help:
      textBefore(span).trim() === ""
        ? "begin a list item with `- `, or put the text into quotes"
        : "put the text into quotes",
  };
}

function directive(span: Span): Explained {
  const { text, at } = lineAt(span);
  return {
    message: `a spec cannot have the directive \`${text}\``,
    why: "tunegen reads YAML 1.2, which needs no directive",
    help: "remove the line; a comment begins with `#`",
    at,
  };
}

function scalarStart(span: Span): Explained {
  const { text, at } = lineAt(span);
  const { source, start } = span;
  if (start === at.start && /^%[A-Z]+\b/u.test(text))
    return {
      ...directive(span),
      help: source.text.startsWith("\n---", at.end)
        ? "remove the line, and `---` below it"
        : "remove the line",
    };
  return {
    message: `a value cannot start with \`${source.text.charAt(start)}\``,
    help: "put it into quotes",
  };
}

const FIELD_AMONG_ITEMS: Explained = {
  message: "a field stands among list items",
  why: "a place has either fields or list items",
  help: "indent it by 2 more blanks if it belongs to the item above; otherwise begin it with `- `",
};

function indentation(span: Span): Explained {
  const { text, at, number } = lineAt(span);
  const above = number === 1 ? "" : lineText(span.source, number - 1);
  const isBesideList =
    /^ *- /u.test(above) &&
    above.search(/\S/u) === positionAt(span.source, at.start).column - 1;
  return isBesideList && !text.startsWith("- ")
    ? { ...FIELD_AMONG_ITEMS, at }
    : {
        message:
          "this line is indented differently from the lines it belongs to",
        why: "YAML tells from the column what a line belongs to",
        help: "begin it in the column of the field or list item beside it",
        at,
      };
}

/** Signs that begin a comment elsewhere. */
const comment = /^(?:\/\/|\/\*|;|--(?!-)|<!--)/u;

function noColon(span: Span): Explained {
  const { text, at } = lineAt(span);
  const [sign] = comment.exec(text) ?? [];
  if (sign !== undefined)
    return {
      message: `\`${sign}\` does not begin a comment`,
      why: "in YAML, `#` does",
      help: `write \`# ${text.slice(sign.length).trim()}\``,
      at,
    };
  if (text.startsWith("- "))
    return itemAmongFields({ ...span, start: at.start });
  return {
    message: "this line has no colon",
    why: "a spec is YAML: a key, a colon, a blank and the value",
    help: "write it as `name: value`; if it belongs to the text above, put the whole text into quotes",
    at,
  };
}

function second(span: Span, kind: "anchor" | "tag"): Explained {
  const text = spanText(span);
  return {
    message: `\`${text}\` is a second ${kind} of the same value`,
    why: `a value has at most one ${kind}`,
    help: `remove \`${text}\``,
  };
}

function unexpected(span: Span): Explained {
  const { text, at } = lineAt(span);
  const before = textBefore(span);
  if (before.trim() === "") return { ...FIELD_AMONG_ITEMS, at };
  const found = text.slice(before.trimStart().length);
  return {
    message: `\`${found}\` is behind the end of ${/[\]}]$/u.test(before.trimEnd()) ? "the brackets" : "the value"}`,
    why: "only a comment can follow there",
    help: "write it on a line of its own, or put the whole text into quotes",
  };
}
