import type { SearchRow } from "../shared/search-document.js";
import type { Finder, finderOf, Found } from "./find.js";
import { loadScript } from "./load-script.js";

declare global {
  /** Set by search-data.js and search-engine.js, which are loaded when the search is used first. */
  var tunegenSearch: readonly SearchRow[] | undefined;
  var tunegenFinderOf: typeof finderOf | undefined;
}

const root = document.body.dataset["root"] ?? "";
const box = document.querySelector<HTMLElement>(".search");
const input = document.querySelector<HTMLInputElement>("#search");
const list = document.querySelector<HTMLElement>("#search-results");
const status = document.querySelector<HTMLElement>("#search-status");

let find: Finder | undefined;

/** Loads what is searched, and the search itself. */
async function load(): Promise<void> {
  await Promise.all([loadScript("search-engine"), loadScript("search-data")]);
  find ??= globalThis.tunegenFinderOf?.(globalThis.tunegenSearch ?? []);
}

function show(query: string): void {
  if (list === null || status === null) return;
  const found = query.trim() === "" ? [] : (find?.(query) ?? []);
  list.replaceChildren(...found.map(item));
  list.hidden = found.length === 0;
  status.textContent =
    query.trim() === ""
      ? ""
      : found.length === 0
        ? "Nothing found"
        : `${found.length} results`;
}

function item({ kind, title, path, text }: Found): HTMLElement {
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
