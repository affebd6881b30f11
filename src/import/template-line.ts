/** What a line of a file has of the language of a template: Jinja, Go, ERB or Terraform. */
export interface TemplateLine {
  /** What opens, turns or closes a condition before the rest of the line is read. */
  readonly before: readonly Directive[];
  /** The line without those directives. */
  readonly text: string;
  /** Where the text starts in the line. */
  readonly start: number;
  /** The first expression in the text, whose value is not known: `{{ somaxconn }}`. */
  readonly expression: string | undefined;
  readonly after: readonly Directive[];
}

export interface Directive {
  readonly kind: "open" | "turn" | "close" | "other";
  /** Without the marks: `if eth0`. */
  readonly text: string;
}

interface Part {
  readonly start: number;
  readonly end: number;
  /** Undefined for an expression. */
  readonly directive: Directive | undefined;
}

const marks = [
  { open: "{%", close: "%}", isExpression: () => false },
  { open: "{#", close: "#}", isExpression: () => false },
  {
    open: "{{",
    close: "}}",
    isExpression: (inner: string) =>
      !/^(?:if|else|end|range|with|define|block|break|continue|\/\*)(?![\w.])/u.test(
        inner,
      ) && !inner.startsWith("/*"),
  },
  {
    open: "<%",
    close: "%>",
    isExpression: (inner: string) => inner.startsWith("="),
  },
  { open: "%{", close: "}", isExpression: () => false },
] as const;

/** Reads the marks of templates in a line; undefined if there are none. */
export function templateLine(line: string): TemplateLine | undefined {
  const parts = partsOf(line);
  if (parts.length === 0) return undefined;
  const before: Directive[] = [];
  const after: Directive[] = [];
  let start = line.length - line.trimStart().length;
  for (const { directive, ...part } of parts) {
    if (part.start !== start || directive === undefined) break;
    before.push(directive);
    start = part.end + blanksAt(line, part.end);
  }
  let end = line.trimEnd().length;
  for (const { directive, ...part } of [...parts].reverse()) {
    if (part.start < start || part.end !== end || directive === undefined)
      break;
    after.unshift(directive);
    end = line.slice(0, part.start).trimEnd().length;
  }
  const inside = parts.find((part) => part.start >= start && part.end <= end);
  return {
    before,
    text: line.slice(start, Math.max(start, end)),
    start,
    expression: inside && line.slice(inside.start, inside.end),
    after,
  };
}

function blanksAt(line: string, at: number): number {
  let end = at;
  while (end < line.length && /\s/u.test(line.charAt(end))) end += 1;
  return end - at;
}

function partsOf(line: string): readonly Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < line.length;) {
    const next = nextMark(line, at);
    if (next === undefined) break;
    const { mark, start } = next;
    const close = line.indexOf(mark.close, start + mark.open.length);
    if (close < 0) break;
    const end = close + mark.close.length;
    const inner = line
      .slice(start + mark.open.length, close)
      .replace(/^[-~]?\s*/u, "")
      .replace(/[-~]$/u, "")
      .trimEnd();
    parts.push({
      start,
      end,
      directive: mark.isExpression(inner)
        ? undefined
        : directiveOf(inner, mark.open),
    });
    at = end;
  }
  return parts;
}

function nextMark(line: string, from: number) {
  for (let start = from; start < line.length - 1; start += 1) {
    const mark = marks.find(({ open }) => line.startsWith(open, start));
    // `%{` of Terraform is also a part of `{%{`, and `${` is a variable of a shell.
    if (mark !== undefined) return { mark, start };
  }
  return undefined;
}

function directiveOf(inner: string, open: string): Directive {
  const text = inner.replaceAll(/\s+/gu, " ");
  const is = (kind: Directive["kind"]): Directive => ({ kind, text });
  if (open === "{#" || text.startsWith("#") || text.startsWith("/*"))
    return is("other");
  if (/^(?:el|\} ?el)/u.test(text)) return is("turn");
  if (/^(?:end|\}$)/u.test(text)) return is("close");
  if (
    /^(?:if|for|unless|range|with|block|macro|call|filter|define)\b/u.test(text)
  )
    return is("open");
  return /(?:\bdo(?: \|.*\|)?|\{(?: \|.*\|)?)$/u.test(text)
    ? is("open")
    : is("other");
}
