import { isErrorCode } from "../../src/core/diagnostics/registry.js";
import { rules } from "../../src/rules/registry.js";
import { paths, relative } from "./links.js";
import { renderMarkdown, type Rendered } from "./markdown.js";

/** Renders the texts of pages, with links to the pages that they name. */
export interface Texts {
  /** One paragraph without its element. */
  readonly inline: (text: string, page: string) => string;
  /** Blocks of Markdown; headings are deeper by so many levels. */
  readonly blocks: (text: string, page: string, deeper?: number) => Rendered;
}

/**
 * @param keys that have a page
 * @param linkFrom rewrites an address in a text of a page
 */
export function textsWith(
  keys: ReadonlySet<string>,
  linkFrom: (page: string, address: string) => string | undefined,
): Texts {
  const names: ReadonlySet<string> = new Set(rules.map(({ name }) => name));
  const pageOf = (code: string): string | undefined =>
    keys.has(code)
      ? paths.key(code)
      : names.has(code)
        ? paths.rule(code)
        : isErrorCode(code)
          ? paths.code(code)
          : undefined;
  const render = (
    text: string,
    page: string,
    deeper: number | "inline" = 0,
  ): Rendered =>
    renderMarkdown(text, {
      deeper,
      link: (address) => linkFrom(page, address),
      subject: (code) => {
        const path = pageOf(code);
        return path === undefined || path === page
          ? undefined
          : relative(page, path);
      },
    });
  return {
    blocks: render,
    inline: (text, page) => render(withCode(text, keys), page, "inline").html,
  };
}

/** Keys that a text names without quotes become code, and so links; what Markdown would take for its own does not. */
function withCode(text: string, keys: ReadonlySet<string>): string {
  return text
    .split(/(`[^`]*`|[a-z][\w-]*(?:\.[\w-]+)+)/u)
    .map((part) => {
      if (part.startsWith("`")) return part;
      return keys.has(part)
        ? `\`${part}\``
        : part.replaceAll(/[\\*_[\]<>&~!|]/gu, "\\$&");
    })
    .join("");
}
