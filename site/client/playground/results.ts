import type { CompileResult, Finding } from "../../../src/index.js";
import { highlight } from "../../shared/highlight.js";
import { element } from "../element.js";
import type { Compiler } from "./api.js";

const findingsBox = document.querySelector<HTMLElement>("#findings");
const tabs = document.querySelector<HTMLElement>("#tabs");
const panel = document.querySelector<HTMLElement>("#file");
const notice = document.querySelector<HTMLElement>("#notice");
const status = document.querySelector<HTMLElement>("#status");

/** A page with more is slow, and one with a hundred thousand fails. */
const MOST_FINDINGS = 500;

let files: CompileResult["files"] = [];
let selected = "";

/** Shows the findings and the files of a spec. */
export function showResult(
  result: CompileResult,
  pageOf: Compiler["pageOf"],
  goTo: (finding: Finding) => void,
): void {
  const { findings } = result;
  const shown = findings.slice(0, MOST_FINDINGS);
  const left = findings.length - shown.length;
  findingsBox?.replaceChildren(
    ...shown.map((finding) => findingItem(finding, pageOf, goTo)),
    ...(shown.length === 0 ? [element("li", "No findings")] : []),
    ...(left > 0 ? [withCode("li", `${left} more: \`tunegen lint\``)] : []),
  );
  files = result.files;
  const stopped = files.length === 0;
  say(
    `${count(findings.length, "finding")}, ${stopped && findings.some(({ severity }) => severity === "error") ? "no files: an error stops a build" : count(files.length, "file")}`,
  );
  showFiles();
}

/** Says what the playground does. */
export function say(text: string): void {
  if (status !== null) status.textContent = text;
}

/** Says where the spec comes from, until the next one is shown. */
export function notify(text: string): void {
  if (notice === null) return;
  notice.textContent = text;
  notice.hidden = text === "";
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function findingItem(
  finding: Finding,
  pageOf: Compiler["pageOf"],
  goTo: (finding: Finding) => void,
): HTMLElement {
  const { severity, rule, message, line, why, help } = finding;
  const item = document.createElement("li");
  const badge = element("span", severity);
  badge.className = `severity ${severity}`;
  const jump = withCode("button", `Line ${line ?? 1}: ${message}`);
  jump.addEventListener("click", () => goTo(finding));
  const link = document.createElement("a");
  link.href = pageOf(rule);
  link.textContent = rule;
  item.append(badge, " ", link, jump);
  if (why !== undefined) item.append(withCode("p", `Why: ${why}`));
  if (help !== undefined) item.append(withCode("p", `Help: ${help}`));
  return item;
}

/** Makes an element with a message, in which what is in backticks is code. */
function withCode(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  const parts = text.split("`");
  made.append(
    ...parts.map((part, at) => (at % 2 === 1 ? element("code", part) : part)),
  );
  return made;
}

function showFiles(): void {
  if (!files.some(({ path }) => path === selected))
    selected = files[0]?.path ?? "";
  tabs?.replaceChildren(
    ...files.map(({ path }) => {
      const tab = element("button", path.replace(/^out\//u, ""));
      tab.setAttribute("role", "tab");
      tab.setAttribute("type", "button");
      tab.setAttribute("aria-selected", String(path === selected));
      tab.setAttribute("aria-controls", "file");
      tab.tabIndex = path === selected ? 0 : -1;
      tab.addEventListener("click", () => select(path));
      return tab;
    }),
  );
  if (tabs !== null) tabs.hidden = files.length === 0;
  const file = files.find(({ path }) => path === selected);
  const code = panel?.querySelector("code");
  if (code === null || code === undefined) return;
  panel?.setAttribute("aria-label", file?.path ?? "No file");
  code.innerHTML =
    file === undefined
      ? "No files: an error stops a build."
      : highlight(file.text, /[^./]*$/u.exec(file.path)?.[0] ?? "");
}

function select(path: string): void {
  selected = path;
  showFiles();
  tabs?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
}

tabs?.addEventListener("keydown", ({ key }) => {
  const by = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
  const at = files.findIndex(({ path }) => path === selected);
  const next = files[(at + by + files.length) % Math.max(files.length, 1)];
  if (by !== 0 && next !== undefined) select(next.path);
});
