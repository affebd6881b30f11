import { template } from "../../src/targets/shared/template.js";
import { spec } from "../templates/layout.html.hbs";
import { relative } from "./links.js";

/** A file of the site. */
export interface SiteFile {
  /** Relative to the root of the site. */
  readonly path: string;
  readonly text: string;
}

/** A page before it has its frame. */
export interface Content {
  readonly path: string;
  readonly title: string;
  /** One sentence for those who list pages; plain text. */
  readonly description: string;
  /** The part of the site that the navigation marks. */
  readonly section: Section | undefined;
  readonly html: string;
  /** The scripts of the page besides the search, relative to the root. */
  readonly scripts?: readonly string[];
  /** Whether it uses the whole width. */
  readonly wide?: boolean;
}

const sections = {
  keys: { label: "Keys", path: "keys/index.html" },
  rules: { label: "Rules", path: "rules/index.html" },
  errors: { label: "Errors", path: "errors/index.html" },
  platforms: { label: "Platforms", path: "platforms/index.html" },
  docs: { label: "Docs", path: "docs/index.html" },
  playground: { label: "Playground", path: "playground.html" },
} as const;

/** A part of the site. */
export type Section = keyof typeof sections;

const layout = template<Record<string, unknown>>("site/layout", spec);

/** Puts a page into the frame of the site. */
export function framed(content: Content, version: string): SiteFile {
  const { path, section, scripts = [], wide = false } = content;
  const root = relative(path, "");
  return {
    path,
    text: layout.render({
      ...content,
      version,
      root,
      wide,
      isHome: section === undefined,
      sections: Object.entries(sections).map(([name, each]) => ({
        label: each.label,
        address: `${root}${each.path}`,
        isCurrent: name === section,
      })),
      scripts: scripts.map((script) => `${root}${script}`),
    }),
  };
}
