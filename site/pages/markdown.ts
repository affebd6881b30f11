import MarkdownIt, { type Token } from "markdown-it";
import { escapeHtml, highlight } from "../shared/highlight.js";
import { anchors } from "./links.js";

/** A heading of a document, for its table of contents and for the search. */
export interface Heading {
  readonly level: number;
  readonly text: string;
  readonly anchor: string;
}

/** A text as HTML. */
export interface Rendered {
  readonly html: string;
  readonly headings: readonly Heading[];
}

export interface RenderOptions {
  /** Rewrites the address of a link; undefined leaves the words without one. */
  readonly link: (address: string) => string | undefined;
  /** The page about what a piece of code names, such as a key; undefined where there is none. */
  readonly subject: (code: string) => string | undefined;
  /** By how much headings are deeper than in the text; `inline` for a text without blocks. */
  readonly deeper?: number | "inline";
}

/** Renders Markdown. HTML in it is shown as text, and addresses that run programs are no links. */
export function renderMarkdown(text: string, options: RenderOptions): Rendered {
  const headings: Heading[] = [];
  const anchorOf = anchors();
  const { deeper = 0 } = options;
  const reader = new MarkdownIt({ html: false, linkify: false });
  const tokens =
    deeper === "inline"
      ? reader.parseInline(text, {})
      : reader.parse(withoutComments(text), {});
  for (const [at, token] of tokens.entries()) {
    if (token.type !== "heading_open" && token.type !== "heading_close")
      continue;
    const level =
      Number(token.tag.slice(1)) + (deeper === "inline" ? 0 : deeper);
    token.tag = `h${level}`;
    if (token.type === "heading_close") continue;
    const heading = plain(tokens[at + 1]?.children ?? []);
    const anchor = anchorOf(heading);
    token.attrSet("id", anchor);
    headings.push({ level, text: heading, anchor });
  }
  for (const { children } of tokens) linkParts(children ?? [], options);
  const { rules } = reader.renderer;
  rules["fence"] = (all, at) => {
    const { content = "", info = "" } = all[at] ?? {};
    const wraps = info.trim() === "text" ? ' class="wraps"' : "";
    return `<pre tabindex="0"${wraps}><code>${highlight(content, info.trim())}</code></pre>\n`;
  };
  rules["code_inline"] = (all, at) => codeHtml(all[at]);
  rules["table_open"] = () =>
    '<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>\n';
  rules["table_close"] = () => "</table></div>\n";
  rules["th_open"] = (all, at, rendering, _env, self) => {
    all[at]?.attrSet("scope", "col");
    return self.renderToken(all, at, rendering);
  };
  return { html: reader.renderer.render(tokens, reader.options, {}), headings };
}

/** Points links and pictures to where they are on the site, and makes links of code that names something with a page. */
function linkParts(parts: readonly Token[], options: RenderOptions): void {
  let open: Token | undefined;
  for (const part of parts) {
    if (part.type === "code_inline" && open === undefined)
      part.attrSet("href", options.subject(part.content) ?? "");
    if (part.type === "link_close" && open !== undefined) {
      part.tag = open.tag;
      open = undefined;
    }
    if (part.type === "image")
      part.attrSet(
        "src",
        options.link(String(part.attrGet("src") ?? "")) ?? "",
      );
    if (part.type !== "link_open") continue;
    open = part;
    const address = options.link(String(part.attrGet("href") ?? ""));
    if (address !== undefined) part.attrSet("href", address);
    else {
      part.tag = "span";
      part.attrs = null;
    }
  }
}

function codeHtml(token: Token | undefined): string {
  const code = `<code>${escapeHtml(token?.content ?? "")}</code>`;
  const address = String(token?.attrGet("href") ?? "");
  return address === "" ? code : `<a href="${escapeHtml(address)}">${code}</a>`;
}

function withoutComments(text: string): string {
  return text.replaceAll(/^<!--[\s\S]*?-->\n?/gmu, "");
}

function plain(
  parts: readonly { readonly type: string; readonly content: string }[],
): string {
  return parts.map(({ content }) => content).join("");
}
