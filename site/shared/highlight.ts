/** What a part of a text is, and the class by which the style sheet colours it. */
type Kind = "comment" | "key" | "string" | "number";

const common =
  /(?<comment>(?:^|(?<=\s))#.*$)|(?<string>"(?:[^"\\\n]|\\.)*"|'[^'\n]*')|(?<number>(?<![\w.-])\d+(?:\.\d+)*(?:[KMGT]i?B|ms|[smhd%])?(?![\w.-]))/u;
const yamlKey = /(?<key>(?<=^[ \t-]*)(?:[\w./*-]+|"[^"\n]*")(?=\s*:(?:\s|$)))/u;
const assignedKey = /(?<key>(?<=^[ \t]*)-?[\w./*"-]+(?=\s*=))/u;

const languages: Readonly<Record<string, RegExp>> = {
  yaml: joined(yamlKey, common),
  json: joined(/(?<key>"(?:[^"\\\n]|\\.)*"(?=\s*:))/u, common),
  nix: joined(assignedKey, common),
  ini: joined(assignedKey, common),
  toml: joined(assignedKey, common),
  sh: common,
};

/** Names of languages in Markdown, and endings of files, that are laid out like another. */
const aliases: Readonly<Record<string, string>> = {
  yml: "yaml",
  conf: "ini",
  service: "ini",
  timer: "ini",
  args: "ini",
  bash: "sh",
};

function joined(...patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join("|"), "u");
}

/** Makes a text safe as HTML. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Marks comments, keys, texts and numbers of a file; HTML. A language that is not known stays plain. */
export function highlight(text: string, language: string): string {
  const pattern = languages[aliases[language] ?? language];
  return pattern === undefined
    ? escapeHtml(text)
    : marked(text, new RegExp(pattern.source, "gmu"));
}

function marked(text: string, pattern: RegExp): string {
  let html = "";
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const [found] = match;
    html += `${escapeHtml(text.slice(end, match.index))}<span class="${kindOf(match.groups)}">${escapeHtml(found)}</span>`;
    end = match.index + found.length;
  }
  return html + escapeHtml(text.slice(end));
}

function kindOf(groups: RegExpMatchArray["groups"]): Kind {
  const kinds = ["comment", "key", "string", "number"] as const;
  return kinds.find((kind) => groups?.[kind] !== undefined) ?? "string";
}
