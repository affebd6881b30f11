import { posix } from "node:path";
import { template } from "../../src/targets/shared/template.js";
import { platformSections } from "../../src/platform/docs.js";
import { spec as documentSpec } from "../templates/document.html.hbs";
import { spec as documentsSpec } from "../templates/documents.html.hbs";
import type { Content } from "./layout.js";
import { paths, relative, slug } from "./links.js";
import type { Heading } from "./markdown.js";
import type { Texts } from "./texts.js";

/** A Markdown file of the repository. */
export interface Document {
  /** Relative to the repository: `docs/spec.md`. */
  readonly path: string;
  readonly text: string;
}

/** A document as a page, with what the search finds in it. */
export interface DocumentPage extends Content {
  readonly headings: readonly Heading[];
}

const page = template<Record<string, unknown>>("site/document", documentSpec);
const index = template<Record<string, unknown>>(
  "site/documents",
  documentsSpec,
);

/** Documents whose contents have pages of their own: each section is one. */
const split: Readonly<
  Record<
    string,
    { list: string; section: (anchor: string) => string | undefined }
  >
> = {
  "docs/rules.md": { list: "rules/index.html", section: paths.rule },
  "docs/errors.md": { list: "errors/index.html", section: paths.code },
  "docs/platforms.md": {
    list: "platforms/index.html",
    section: (anchor) => {
      const found = platformSections().find(
        ({ label }) => slug(label) === anchor,
      );
      return found && paths.platform(found.name);
    },
  },
};

/** What the list of documents says of each, in its order; others follow. */
const descriptions: Readonly<Record<string, string>> = {
  "README.md": "Install it, take the first steps, and what it does",
  "docs/tutorials/README.md":
    "From hand-written files to a spec with a check in CI",
  "docs/tutorials/nixos-k3s.md":
    "A flake with roles of NixOS hosts that run K3s",
  "docs/tutorials/talos-cilium.md":
    "Patches of Talos and values of Cilium's chart",
  "docs/tutorials/ansible-sysctl.md":
    "A role of Ansible that copies sysctl.d files",
  "docs/spec.md": "Every section and field of tuning.yaml",
  "docs/targets.md": "The files that it writes, and how to use them",
  "docs/import.md":
    "The files that it reads, and what becomes of their comments",
  "docs/operate.md": "Roll out, verify, roll back and upgrade",
  "docs/memory.md": "What settings cost in memory, and how that is computed",
  "docs/monitoring.md": "Alerts, graphs and recording rules",
  "docs/report.md": "One page for reviewers: settings, nodes and findings",
  "docs/shell.md": "Completion, the manual page, and build --watch",
  "docs/ci.md": "GitHub, GitLab, pre-commit, treefmt and Renovate",
  "docs/site.md": "How this site is built, and what its tests check",
  "docs/catalogue.md": "The catalogue of keys as JSON, for other programs",
  "docs/seeds.md": "The settings of this repository, and where they are from",
  "CONTRIBUTING.md": "Tests, layout, and how to add a key, a rule or a target",
  "docs/architecture.md": "The stages of the compiler, and the folders of src",
  "docs/dependencies.md": "The packages that it uses, and what for",
  "CHANGELOG.md": "What changed in each release",
};

/** Where the page of a document is: `docs/spec.html`. */
export function documentPath(path: string): string {
  const name = path.includes("/") ? path : `docs/${path.toLowerCase()}`;
  return name.replace(/README\.md$/u, "index.md").replace(/\.md$/u, ".html");
}

/** Lists the documents that have a page, in the order of their list. */
export function shownDocuments(
  documents: readonly Document[],
): readonly Document[] {
  const order = Object.keys(descriptions);
  const rank = ({ path }: Document): number =>
    order.includes(path) ? order.indexOf(path) : order.length;
  return documents
    .filter(({ path }) => !Object.hasOwn(split, path))
    .toSorted((a, b) => rank(a) - rank(b));
}

/**
 * Rewrites the address of a link in a document: those of other documents become pages, those of other files of the
 * repository point to where it is published.
 *
 * @param repository the address below which its files are
 */
export function linksOf(
  documents: readonly Document[],
  repository: string,
): (page: string, address: string) => string | undefined {
  const known: ReadonlyMap<string, string> = new Map(
    documents.map(({ path }) => [documentPath(path), path]),
  );
  const all: ReadonlySet<string> = new Set(documents.map(({ path }) => path));
  return (from, address) => {
    if (/^(?:https?:|mailto:|#)/u.test(address)) return address;
    if (/^[a-z][\w+.-]*:/iu.test(address)) return undefined;
    const [file = "", anchor] = address.split("#");
    // Texts of records are written for docs/.
    const source = known.get(from) ?? "docs/rules.md";
    const path = posix.normalize(posix.join(posix.dirname(source), file));
    const parts = split[path];
    if (parts !== undefined) {
      const section = anchor === undefined ? undefined : parts.section(anchor);
      return relative(from, section ?? parts.list);
    }
    if (path.startsWith("docs/pictures/")) return relative(from, path);
    if (all.has(path))
      return relative(
        from,
        documentPath(path) + (anchor === undefined ? "" : `#${anchor}`),
      );
    return path.startsWith("..") ? undefined : `${repository}/${path}`;
  };
}

/** Makes the page of a document. */
export function documentContent(
  { path: source, text }: Document,
  texts: Texts,
): DocumentPage {
  const path = documentPath(source);
  const { html, headings } = texts.blocks(text, path);
  const title = headings.find(({ level }) => level === 1)?.text ?? source;
  const contents = headings.filter(({ level }) => level === 2);
  return {
    path,
    title,
    description: descriptions[source] ?? title,
    section: "docs",
    headings,
    html: page.render({
      body: html,
      list: relative(path, "docs/index.html"),
      contents: contents.length > 2 ? contents : false,
    }),
  };
}

/** Makes the page that lists the documents. */
export function documentsContent(pages: readonly DocumentPage[]): Content {
  return {
    path: "docs/index.html",
    title: "Documents",
    description: "Tutorials, the reference of the spec, and how to operate it",
    section: "docs",
    html: index.render({
      documents: pages.map(({ path, title, description }) => ({
        title,
        description,
        address: path.replace(/^docs\//u, ""),
      })),
    }),
  };
}
