import MiniSearch from "minisearch";
import type { SearchDocument, SearchRow } from "../shared/search-document.js";

/** What a search found. */
export type Found = Pick<SearchDocument, "kind" | "title" | "path" | "text">;

/** Finds what a query names, best first. */
export type Finder = (query: string) => readonly Found[];

/** The most results that are shown. */
const SHOWN = 12;

/** Words that a question has besides what it is about. */
const filler = new Set(
  "a an and are be can do does for from how i in is it my of on or the there to what when where which why with".split(
    " ",
  ),
);

/** Makes the search over what the site has. */
export function finderOf(rows: readonly SearchRow[]): Finder {
  const index = new MiniSearch<SearchDocument>({
    fields: ["title", "text", "also"],
    tokenize: wordsOf,
    searchOptions: {
      boost: { title: 3, also: 2 },
      prefix: (term) => term.length > 1,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    },
  });
  const documents = rows.map(([kind, title, path, text, also], id) => ({
    id,
    kind,
    title,
    path,
    text,
    also,
  }));
  index.addAll(documents);
  return (query) => {
    const text = withoutFiller(query);
    const all = index.search(text, { combineWith: "AND" });
    const found = all.length > 0 ? all : index.search(text);
    return found
      .slice(0, SHOWN)
      .flatMap(({ id }) => documents[Number(id)] ?? []);
  };
}

/** Splits a text into words, and names such as `net.core.somaxconn` into their parts as well. */
function wordsOf(text: string): string[] {
  const names = text.split(/[^\p{L}\p{N}_.-]+/u).filter((word) => word !== "");
  const parts = names
    .filter((name) => /[._-]/u.test(name))
    .flatMap((name) => [...name.split(/[.-]+/u), ...name.split(/[._-]+/u)]);
  return [...new Set([...names, ...parts])].filter((word) => word !== "");
}

function withoutFiller(query: string): string {
  const words = query
    .split(/\s+/u)
    .filter((word) => !filler.has(word.toLowerCase().replace(/\?$/u, "")));
  return words.length === 0 ? query : words.join(" ");
}
