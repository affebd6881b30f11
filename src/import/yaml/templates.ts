/**
 * Stands for every character of an expression. It is of the private use area, so that YAML takes it for text, and no
 * key or value of a setting has it.
 */
export const EXPRESSION = "\uE000";

/** Lines that a template writes or leaves out under a condition, or repeats. */
export interface Block {
  readonly start: number;
  readonly end: number;
  /** `{% if worker %}`, as written. */
  readonly condition: string;
}

export interface Template {
  /** As long as the source: statements are blank, expressions are text. */
  readonly text: string;
  readonly blocks: readonly Block[];
  /** The expressions that are a line of their own, as `{{ toYaml .Values.sysctls }}`. */
  readonly lines: readonly { readonly start: number; readonly end: number }[];
}

interface Tag {
  readonly start: number;
  readonly end: number;
  readonly kind: "statement" | "expression" | "comment";
}

const delimiters = [
  { open: "{{", close: "}}", kind: "expression" },
  { open: "{%", close: "%}", kind: "statement" },
  { open: "{#", close: "#}", kind: "comment" },
  { open: "<%", close: "%>", kind: "statement" },
  { open: "%{", close: "}", kind: "statement" },
  { open: "${", close: "}", kind: "expression" },
] as const;

/** Words that begin a block in Jinja, Go templates, Terraform and ERB. */
const opens =
  /^(?:if|for|with|range|unless|define|block|each|macro|call|filter|raw|unless)\b/u;
const continues = /^(?:else|elif|elsif)\b/u;
/** Go's words of a statement, which has the delimiters of an expression. */
const goStatement =
  /^(?:if|else|end|range|with|define|block|template|break|continue)\b|^\$\w*\s*:?=|^\/\*/u;

/** Replaces what a template language adds to YAML, so that the rest is YAML with every place kept. */
export function readTemplate(text: string): Template {
  const tags = findTags(text);
  if (tags.length === 0) return { text, blocks: [], lines: [] };
  const alone = tags.map((tag) => isAlone(text, tag));
  // Tags that share a line with nothing but tags are lines of the template.
  const whole = linesOfTags(text, tags);
  const parts: string[] = [];
  let from = 0;
  tags.forEach((tag, index) => {
    const blank =
      tag.kind !== "expression" || alone[index] === true || whole.has(index);
    parts.push(text.slice(from, tag.start));
    parts.push(
      text
        .slice(tag.start, tag.end)
        .replace(/[^\r\n]/gu, (found) =>
          (blank ? " " : EXPRESSION).repeat(found.length),
        ),
    );
    from = tag.end;
  });
  parts.push(text.slice(from));
  return {
    text: parts.join(""),
    blocks: findBlocks(text, tags),
    lines: tags.filter(
      ({ kind }, index) => kind === "expression" && whole.has(index),
    ),
  };
}

/** Whether a text has a part that only the template knows. */
export function hasExpression(text: string): boolean {
  return text.includes(EXPRESSION);
}

function findTags(text: string): readonly Tag[] {
  if (!/\{[{%#]|<%|[%$]\{/u.test(text)) return [];
  const tags: Tag[] = [];
  const start = /\{[{%#]|<%|[%$]\{/gu;
  // Where a closing mark is not found once, it is nowhere behind.
  const missing = new Set<string>();
  for (let match = start.exec(text); match; match = start.exec(text)) {
    const mark = delimiters.find(({ open }) => open === match[0]);
    if (mark === undefined || missing.has(mark.open)) continue;
    const end = closeOf(text, match.index + 2, mark.close);
    if (end === undefined) {
      if (mark.close !== "}") missing.add(mark.open);
      continue;
    }
    const word = inner(text.slice(match.index, end));
    const kind =
      mark.open === "{{" && goStatement.test(word)
        ? word.startsWith("/*")
          ? "comment"
          : "statement"
        : mark.kind;
    tags.push({
      start: match.index,
      end,
      // `<%= x %>` is an expression.
      kind: text.startsWith("<%=", match.index) ? "expression" : kind,
    });
    start.lastIndex = end;
  }
  return tags;
}

/** An expression of Terraform that does not end within so many characters has no end. */
const LONGEST = 2000;

function closeOf(
  text: string,
  from: number,
  close: string,
): number | undefined {
  if (close !== "}") {
    const end = text.indexOf(close, from);
    return end === -1 ? undefined : end + close.length;
  }
  let depth = 1;
  const last = Math.min(text.length, from + LONGEST);
  for (let offset = from; offset < last; offset += 1) {
    const character = text.charAt(offset);
    if (character === "{") depth += 1;
    else if (character === "}" && --depth === 0) return offset + 1;
  }
  return undefined;
}

/** The words of a tag, without its marks. */
function inner(tag: string): string {
  return tag
    .replace(/^(?:\{[{%#]|<%=?|[%$]\{)[-~+]?\s*/u, "")
    .replace(/\s*[-~+]?(?:[}%#]\}|%>|\})$/u, "");
}

function isAlone(text: string, { start, end, kind }: Tag): boolean {
  return kind !== "expression" && isBlank(text, start, end);
}

function isBlank(text: string, start: number, end: number): boolean {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = text.indexOf("\n", end);
  return (
    text.slice(lineStart, start).trim() === "" &&
    text.slice(end, lineEnd === -1 ? undefined : lineEnd).trim() === ""
  );
}

/** The tags, by index, that fill their lines together with other tags. */
function linesOfTags(text: string, tags: readonly Tag[]): ReadonlySet<number> {
  const whole = new Set<number>();
  let first = 0;
  while (first < tags.length) {
    let last = first;
    // Runs of tags with only blanks of the same line between them.
    for (;;) {
      const [tag, next] = [tags[last], tags[last + 1]];
      if (tag === undefined || next === undefined) break;
      if (
        !/^[ \t]*$/u.test(
          text.slice(tag.end, Math.min(next.start, tag.end + 200)),
        )
      )
        break;
      if (next.start - tag.end > 200) break;
      last += 1;
    }
    const [from, to] = [tags[first], tags[last]];
    if (
      from !== undefined &&
      to !== undefined &&
      isBlank(text, from.start, to.end)
    )
      for (let index = first; index <= last; index += 1) whole.add(index);
    first = last + 1;
  }
  return whole;
}

function findBlocks(text: string, tags: readonly Tag[]): readonly Block[] {
  const blocks: Block[] = [];
  const open: { start: number; condition: string; counts: boolean }[] = [];
  const close = (end: number): void => {
    const { start, condition, counts } = open.pop() ?? {};
    if (counts === true && start !== undefined && condition !== undefined)
      blocks.push({ start, end, condition });
  };
  for (const { start, end, kind } of tags) {
    if (kind !== "statement") continue;
    const written = text.slice(start, end);
    const words = inner(written);
    if (words.startsWith("end")) close(start);
    else if (continues.test(words)) {
      const first = open.at(-1)?.condition ?? "";
      close(start);
      const condition = /^else\s+if|^el(?:s?if)/u.test(words)
        ? written
        : `${written} of ${first}`;
      open.push({ start: end, condition, counts: true });
    } else if (opens.test(words)) {
      const counts = /^(?:if|for|with|range|unless|each)\b/u.test(words);
      open.push({ start: end, condition: written, counts });
    }
  }
  while (open.length > 0) close(text.length);
  return blocks;
}
