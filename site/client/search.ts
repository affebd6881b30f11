import MiniSearch from "minisearch";
import type { SearchDocument, SearchRow } from "../shared/search-document.js";

declare global {
  /** Set by search-data.js, which is loaded when the search is used first. */
  var tunegenSearch: readonly SearchRow[] | undefined;
}

const SHOWN = 12;
const root = document.body.dataset["root"] ?? "";
const box = document.querySelector<HTMLElement>(".search");
const input = document.querySelector<HTMLInputElement>("#search");
const list = document.querySelector<HTMLElement>("#search-results");
const status = document.querySelector<HTMLElement>("#search-status");

let index: MiniSearch<SearchDocument> | undefined;
let loading: Promise<void> | undefined;

/** Loads what the search finds by a script: a page from the disk may not fetch a file. */
function load(): Promise<void> {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${root}search-data.js`;
    script.addEventListener("load", () => {
      index = indexOf(globalThis.tunegenSearch ?? []);
      resolve();
    });
    script.addEventListener("error", () => reject(new Error(script.src)));
    document.head.append(script);
  });
  return loading;
}

function indexOf(rows: readonly SearchRow[]): MiniSearch<SearchDocument> {
  const made = new MiniSearch<SearchDocument>({
    fields: ["title", "text", "also"],
    storeFields: ["kind", "title", "path", "text"],
    tokenize: (text) => [
      ...text.split(/[^\p{L}\p{N}_.-]+/u).filter((word) => word !== ""),
      ...(/[._-]/u.test(text) ? text.split(/[^\p{L}\p{N}]+/u) : []),
    ],
    searchOptions: {
      boost: { title: 3, also: 2 },
      prefix: (term) => term.length > 1,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      combineWith: "AND",
    },
  });
  made.addAll(
    rows.map(([kind, title, path, text, also], id) => ({
      id,
      kind,
      title,
      path,
      text,
      also,
    })),
  );
  return made;
}

/** Words that a question has besides what it is about. */
const filler = new Set(
  "a an and are be can do does for from how i in is it my of on or the there to what when where which why with".split(
    " ",
  ),
);

function find(query: string) {
  const words = query
    .split(/\s+/u)
    .filter((word) => !filler.has(word.toLowerCase()));
  const text = words.length === 0 ? query : words.join(" ");
  const all = index?.search(text) ?? [];
  const found =
    all.length > 0 ? all : (index?.search(text, { combineWith: "OR" }) ?? []);
  return found.slice(0, SHOWN);
}

function show(query: string): void {
  if (list === null || status === null) return;
  const found = query.trim() === "" ? [] : find(query);
  list.replaceChildren(
    ...found.map((each) => item(each as unknown as SearchDocument)),
  );
  list.hidden = found.length === 0;
  status.textContent =
    query.trim() === ""
      ? ""
      : found.length === 0
        ? "Nothing found"
        : `${found.length} results`;
}

function item({ kind, title, path, text }: SearchDocument): HTMLElement {
  const link = document.createElement("a");
  link.href = root + path;
  const name = document.createElement("strong");
  name.textContent = title;
  const what = document.createElement("small");
  what.textContent = kind;
  const words = document.createElement("span");
  words.textContent = text;
  link.append(name, what, words);
  const entry = document.createElement("li");
  entry.append(link);
  return entry;
}

function links(): readonly HTMLAnchorElement[] {
  return [...(list?.querySelectorAll("a") ?? [])];
}

/** Moves between the results with the arrow keys; above the first one is the field. */
function move(by: number): void {
  const all = links();
  const at = all.findIndex((link) => link === document.activeElement) + by;
  if (at < 0) input?.focus();
  else all[Math.min(at, all.length - 1)]?.focus();
}

function close(): void {
  if (list !== null) list.hidden = true;
}

function onKey(event: KeyboardEvent): void {
  const isInside = box?.contains(document.activeElement) === true;
  if (event.key === "/" && !isInside && !isTyping(document.activeElement)) {
    event.preventDefault();
    input?.focus();
    input?.select();
  }
  if (!isInside) return;
  if (event.key === "Escape") {
    close();
    input?.focus();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter" && document.activeElement === input)
    links()[0]?.click();
}

function isTyping(element: Element | null): boolean {
  return (
    element instanceof HTMLElement &&
    (element.isContentEditable ||
      /^(?:INPUT|TEXTAREA|SELECT)$/u.test(element.tagName))
  );
}

async function refresh(): Promise<void> {
  await load();
  show(input?.value ?? "");
}

if (box !== null && input !== null) {
  box.hidden = false;
  document.addEventListener("keydown", onKey);
  input.addEventListener("focus", () => void refresh());
  input.addEventListener("input", () => void refresh());
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Node && box.contains(target))) close();
  });
}
