import { codePoint } from "./characters.js";
import { type Diagnostic, error } from "./diagnostic.js";
import type { CodeOf } from "./diagnostics/registry.js";
import { type Span, spanText } from "./source.js";
import type { Entry } from "./tree.js";

/** A field whose name and value are not separated by a colon and a blank: `cpus:8`, `os = linux`, `node { os: linux }`. */
export interface Miswritten {
  readonly name: string;
  /** What is between the two, without blanks. */
  readonly sign: string;
  readonly message: string;
  readonly why: string;
  /** The field as a spec has it. */
  readonly text: string;
}

/** A name, what separates it from its value, and the value. */
const field =
  /^([A-Za-z][\w./*@-]*)(\s*(?:=>|->|:=|=|\uFF1A|:)\s*|\s+|(?=[{[]))([^\n]*)$/u;

const OF_YAML = "a spec is YAML: a key, a colon, a blank and the value";

/** Reads a line, or a text that should be a field; undefined for what is written right, or is not a field at all. */
export function readMiswritten(line: string): Miswritten | undefined {
  if (line.includes("\n")) return undefined;
  const quoted = /^(["'\u201C])([^"'\u201C\u201D]+)["'\u201D]$/u.exec(
    line,
  )?.[2];
  if (quoted !== undefined) return quotedField(line, quoted);
  const [, name, between, rest] = field.exec(line) ?? [];
  if (name === undefined || between === undefined || rest === undefined)
    return undefined;
  const sign = between.trim();
  const value = rest.trimEnd().replace(/[,;]$/u, "").trimEnd();
  const explained = explain(line, name, between, value);
  if (explained === undefined || (value === "" && /^:?$/u.test(sign)))
    return undefined;
  return { name, sign, ...explained, text: fieldOf(name, value) };
}

/** Reports such a field at its place. */
export function reportMiswritten(
  { message, why, text }: Miswritten,
  span: Span,
  code: CodeOf<"error">,
): Diagnostic {
  return error(code, span, message, {
    why,
    help: `write \`${text}\``,
    fix: [{ span, text }],
  });
}

/** Reads an entry whose key has more than the name: the whole field, as in `{ os=linux }`, or its beginning, as in `node { os: linux }`. */
export function readMiswrittenEntry({
  key,
  value,
}: Entry):
  { readonly miswritten: Miswritten; readonly span: Span } | undefined {
  const { source, start } = key;
  const isWhole = value.data === null;
  const span = { source, start, end: isWhole ? key.end : value.span.end };
  const miswritten = readMiswritten(spanText(span).trimEnd());
  if (miswritten === undefined) return undefined;
  const hasColon = isWhole && source.text.charAt(key.end) === ":";
  return { miswritten, span: hasColon ? { ...span, end: key.end + 1 } : span };
}

function explain(
  line: string,
  name: string,
  between: string,
  value: string,
): Pick<Miswritten, "message" | "why"> | undefined {
  const sign = between.trim();
  const whole = `\`${line.length > 60 ? `${line.slice(0, 57)}...` : line}\``;
  switch (sign) {
    case "":
      if (/^[[{]/u.test(value))
        return {
          message: `\`${name}\` has no colon before \`${value.charAt(0)}\``,
          why: OF_YAML,
        };
      // More words are a text, such as the rest of a reason.
      return /^(?:\S+|[\d\s]+)$/u.test(value)
        ? { message: `${whole} has no colon`, why: OF_YAML }
        : undefined;
    case ":": {
      const behind = between.slice(between.indexOf(":") + 1);
      if (/^[ \t]/u.test(behind) || /^(?:\/\/|:)/u.test(value))
        return undefined;
      return behind === ""
        ? {
            message: `${whole} has no blank after the colon`,
            why: "YAML reads it as one word",
          }
        : {
            message: `the blank after \`${name}:\` is ${codePoint(behind)}, not a space`,
            why: "YAML reads it as a part of the word",
          };
    }
    case "\uFF1A":
      return {
        message: `the colon after \`${name}\` is ${codePoint(sign)}, a full-width colon`,
        why: "YAML reads it as a part of the word",
      };
    default:
      return {
        message: `${whole} has \`${sign}\` instead of a colon`,
        why: OF_YAML,
      };
  }
}

function quotedField(line: string, inner: string): Miswritten | undefined {
  const [, name, value] = /^([A-Za-z][\w./*@-]*): +(\S.*)$/u.exec(inner) ?? [];
  if (name === undefined || value === undefined) {
    const miswritten = readMiswritten(inner);
    // Words in quotes are a text.
    return miswritten?.sign === "" ? undefined : miswritten;
  }
  return {
    name,
    sign: ":",
    message: `\`${line}\` is one text in quotes`,
    why: "YAML reads no field in it",
    text: fieldOf(name, value),
  };
}

function fieldOf(name: string, value: string): string {
  const text = value.trim().replaceAll(/\s/gu, " ");
  if (text === "") return `${name}:`;
  const isPlain = /^[^\s,\]}#&*!|>%@`?:-]/u.test(text) && !/: | #/u.test(text);
  return `${name}: ${isPlain || /^(?:\[.*|\{.*|-?\d+)$/u.test(text) ? text : JSON.stringify(text)}`;
}
