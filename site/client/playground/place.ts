/** Where the cursor is in a spec: the fields around it, and what is being typed. */
export interface SpecPlace {
  /** The names of the fields from the top; `-` for an item of a list. */
  readonly path: readonly string[];
  /** Whether a field is typed, or the value of the last field of the path. */
  readonly typing: "field" | "value";
  /** Where the typed word starts. */
  readonly from: number;
}

const FIELD = /^(?:"([^"]*)"|([^\s#:{}[\],"'][^#:{}[\],]*?))\s*:(?=\s|$)/u;

/**
 * Finds the fields around a position by the layout of the lines. A text that is being typed is often no YAML; undefined
 * in a comment.
 */
export function placeAt(text: string, at: number): SpecPlace | undefined {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const line = text.slice(start, at);
  if (/(?:^|\s)#/u.test(line)) return undefined;
  const parents = parentsOf(text.slice(0, start), indentOf(line));
  const [lead = ""] = /^(?:\s*-(?=\s|$))*\s*/u.exec(line) ?? [];
  const items = lead.match(/-/gu) ?? [];
  return within(
    line.slice(lead.length),
    [...parents, ...items],
    start + lead.length,
  );
}

function indentOf(line: string): number {
  return /^\s*/u.exec(line)?.[0].length ?? 0;
}

/** The fields that are opened above a line, by their indentation. */
function parentsOf(above: string, indent: number): readonly string[] {
  const path: string[] = [];
  let least = indent;
  for (const line of above.split("\n").reverse()) {
    if (/^\s*(?:#|$)/u.test(line)) continue;
    const own = indentOf(line);
    const [lead = ""] = /^(?:\s*-(?=\s|$))*\s*/u.exec(line) ?? [];
    if (own >= least && lead.length >= least) continue;
    const match = FIELD.exec(line.slice(lead.length));
    if (match !== null && lead.length < least)
      path.unshift(match[1] ?? match[2] ?? "");
    if (own < lead.length && own < least) path.unshift("-");
    least = Math.min(least, own);
    if (least === 0) break;
  }
  return path;
}

/** Reads the rest of a line up to the cursor: a field, and collections in braces. */
function within(
  rest: string,
  path: readonly string[],
  offset: number,
): SpecPlace {
  if (/^[{[]/u.test(rest)) return inBraces(rest, path, offset);
  const field = FIELD.exec(rest);
  if (field === null) return { path, typing: "field", from: offset };
  const name = field[1] ?? field[2] ?? "";
  const value = rest.slice(field[0].length).trimStart();
  const from = offset + rest.length - value.length;
  return /^[{[]/u.test(value)
    ? inBraces(value, [...path, name], from)
    : { path: [...path, name], typing: "value", from };
}

/** Reads `{ os: talos, cni: ` up to the cursor. */
function inBraces(
  text: string,
  outer: readonly string[],
  offset: number,
): SpecPlace {
  let path = outer;
  let from = 0;
  const opened: {
    readonly path: readonly string[];
    readonly isList: boolean;
  }[] = [];
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === "{" || sign === "[") {
      const isList = sign === "[";
      if (isList) path = [...path, "-"];
      opened.push({ path, isList });
    } else if (sign === "}" || sign === "]") {
      opened.pop();
      path = opened.at(-1)?.path ?? outer;
    } else if (sign === ",") path = opened.at(-1)?.path ?? outer;
    else if (sign === ":" && /\s|^$/u.test(text.charAt(at + 1)))
      path = [...path, text.slice(from, at).trim().replaceAll('"', "")];
    else continue;
    from = at + 1;
  }
  const typed = text.slice(from);
  const innermost = opened.at(-1);
  const isField = innermost?.path === path && !innermost.isList;
  return {
    path,
    typing: isField ? "field" : "value",
    from: offset + from + typed.length - typed.trimStart().length,
  };
}
