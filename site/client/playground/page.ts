import type { Finding } from "../../../src/index.js";
import { specAddress, specInAddress } from "../../shared/spec-address.js";
import { loadScript } from "../load-script.js";
import type { Surface } from "./api.js";
import { areaSurface } from "./area.js";
import { type Draft, openingFor, storedDraft, storeDraft } from "./draft.js";
import type { PartName } from "./parts.js";
import { notify, say, showResult } from "./results.js";

/** How long typing must pause before the spec is compiled, in milliseconds. */
const PAUSE = 250;

/** The values of the list that are no example, and the first example. */
const YOURS = "";
const LINKED = "link";
const FIRST = "0";

const examples = document.querySelector<HTMLSelectElement>("#example");
const share = document.querySelector<HTMLButtonElement>("#share");

const storage = (): Storage => sessionStorage;

let draft: Draft | undefined = storedDraft(storage);
let isStored = true;
let waiting: ReturnType<typeof setTimeout> | undefined;
let surface: Surface = areaSurface(edited);
let findings: readonly Finding[] = [];
const asked = new Set<PartName>();

globalThis.tunegenPlayground = {
  use(next) {
    surface = next;
    surface.mark(findings);
  },
  changed: edited,
};

/** Keeps what the user writes as their own spec, whatever it began as. */
function edited(): void {
  keep(surface.text());
  notify("");
  compileSoon();
}

function keep(text: string): void {
  draft = { text, hash: location.hash };
  isStored = storeDraft(storage, draft);
  if (examples !== null) examples.value = YOURS;
}

function compileSoon(): void {
  clearTimeout(waiting);
  waiting = setTimeout(compileNow, PAUSE);
}

function compileNow(): void {
  const compiler = globalThis.tunegenCompiler;
  if (compiler === undefined) return;
  clearTimeout(waiting);
  try {
    const { result, missed } = compiler.compile(surface.text());
    const wanted = missed.filter((part) => !asked.has(part));
    if (wanted.length > 0) {
      askFor(wanted);
      return;
    }
    ({ findings } = result);
    surface.mark(findings);
    showResult(result, compiler.pageOf, (finding) => surface.goTo(finding));
  } catch (thrown) {
    say(`The compiler failed: ${String(thrown)}`);
  }
  loadScript("playground-editor").catch(() => undefined);
}

/** Loads parts of the compiler, and compiles again; what cannot be loaded is not asked for twice. */
function askFor(parts: readonly PartName[]): void {
  const scripts = parts.map((part) => {
    asked.add(part);
    return loadScript(`playground-${part}`);
  });
  void Promise.allSettled(scripts).then(compileNow);
}

function replace(spec: string): void {
  if (spec !== surface.text()) surface.replace(spec);
  compileNow();
}

/** Shows what the address asks for. */
function open(): void {
  const opening = openingFor(location.hash, draft);
  notify(opening.notice);
  if (opening.shows === "example") return;
  if (opening.shows === "link") offerLinked();
  if (examples !== null)
    examples.value = opening.shows === "link" ? LINKED : YOURS;
  replace(opening.text);
}

/** Adds the spec of the link to the list, once. */
function offerLinked(): void {
  if (examples?.querySelector(`[value="${LINKED}"]`) === null)
    examples.append(new Option("Linked spec", LINKED));
}

examples?.addEventListener("change", () => {
  notify("");
  if (examples.value === YOURS) {
    const text = draft?.text ?? surface.text();
    keep(text);
    replace(text);
    return;
  }
  if (examples.value === LINKED) {
    replace(specInAddress(location.hash) ?? surface.text());
    return;
  }
  const chosen = examples.value;
  loadScript("playground-examples").then(
    () => {
      const spec = globalThis.tunegenExamples?.[Number(chosen)];
      // What was written or chosen meanwhile stays.
      if (spec !== undefined && examples.value === chosen) replace(spec);
    },
    () => say("The example cannot be loaded"),
  );
});

addEventListener("hashchange", open);

addEventListener("beforeunload", (event) => {
  if (!isStored) event.preventDefault();
});

share?.addEventListener("click", () => {
  history.replaceState(null, "", specAddress(surface.text()));
  if (examples?.value === YOURS) keep(surface.text());
  navigator.clipboard.writeText(location.href).then(
    () => say("The link is in the clipboard"),
    () => say("The link is in the address bar"),
  );
});

document.addEventListener("tunegen", compileNow);
if (examples !== null) examples.value = FIRST;
open();
compileNow();
