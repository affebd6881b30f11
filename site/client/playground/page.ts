import type { Finding } from "../../../src/index.js";
import { specAddress, specInAddress } from "../../shared/spec-address.js";
import { loadScript } from "../load-script.js";
import type { Surface } from "./api.js";
import { areaSurface } from "./area.js";
import type { PartName } from "./parts.js";
import { say, showResult } from "./results.js";

/** How long typing must pause before the spec is compiled, in milliseconds. */
const PAUSE = 250;

const examples = document.querySelector<HTMLSelectElement>("#example");
const share = document.querySelector<HTMLButtonElement>("#share");

let waiting: ReturnType<typeof setTimeout> | undefined;
let surface: Surface = areaSurface(compileSoon);
let findings: readonly Finding[] = [];
const asked = new Set<PartName>();

globalThis.tunegenPlayground = {
  use(next) {
    surface = next;
    surface.mark(findings);
  },
  changed: compileSoon,
};

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
  surface.replace(spec);
  compileNow();
}

examples?.addEventListener("change", () => {
  loadScript("playground-examples").then(
    () => {
      const spec = globalThis.tunegenExamples?.[Number(examples.value || -1)];
      if (spec !== undefined) replace(spec);
    },
    () => say("The example cannot be loaded"),
  );
});

addEventListener("hashchange", () => {
  const spec = specInAddress(location.hash);
  if (spec !== undefined && spec !== surface.text()) replace(spec);
});

share?.addEventListener("click", () => {
  location.hash = specAddress(surface.text());
  navigator.clipboard.writeText(location.href).then(
    () => say("The link is in the clipboard"),
    () => say("The link is in the address bar"),
  );
});

const shared = specInAddress(location.hash);
if (shared !== undefined) surface.replace(shared);
else if (examples !== null) examples.selectedIndex = 1;

document.addEventListener("tunegen", compileNow);
compileNow();
