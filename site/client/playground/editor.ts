import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { type Diagnostic, lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState, type Text } from "@codemirror/state";
import {
  EditorView,
  highlightActiveLine,
  hoverTooltip,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import type { Finding } from "../../../src/index.js";
import { specAddress, specInAddress } from "../../shared/spec-address.js";
import { complete, hover } from "./assist.js";
import { say, showResult } from "./results.js";
import { theme } from "./theme.js";

/** How long typing must pause before the spec is compiled, in milliseconds. */
const PAUSE = 250;

const box = document.querySelector<HTMLElement>("#editor");
const examples = document.querySelector<HTMLSelectElement>("#example");
const share = document.querySelector<HTMLButtonElement>("#share");
const first =
  document.querySelector<HTMLTemplateElement>("#first")?.content.textContent ??
  "";

let waiting: ReturnType<typeof setTimeout> | undefined;

const shared = specInAddress(location.hash);
if (examples !== null && shared === undefined) examples.selectedIndex = 1;

const view = new EditorView({
  ...(box !== null && { parent: box }),
  state: stateOf(shared ?? first),
});

function stateOf(doc: string): EditorState {
  return EditorState.create({
    doc,
    extensions: [
      lineNumbers(),
      history(),
      highlightActiveLine(),
      yaml(),
      theme,
      lintGutter(),
      autocompletion({ override: [complete], icons: false }),
      hoverTooltip(hover, { hoverTime: 200 }),
      keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap]),
      EditorView.contentAttributes.of({
        "aria-label": "tuning.yaml",
        tabindex: "0",
      }),
      EditorView.updateListener.of(({ docChanged }) => {
        if (docChanged) compileSoon();
      }),
    ],
  });
}

function compileSoon(): void {
  clearTimeout(waiting);
  waiting = setTimeout(compileNow, PAUSE);
}

function compileNow(): void {
  const compiler = globalThis.tunegenCompiler;
  if (compiler === undefined) return;
  const { doc } = view.state;
  try {
    const result = compiler.compile(doc.toString());
    view.dispatch(
      setDiagnostics(
        view.state,
        result.findings.map((finding) => diagnosticOf(finding, doc)),
      ),
    );
    showResult(result, compiler.pageOf, goTo);
  } catch (thrown) {
    say(`The compiler failed: ${String(thrown)}`);
  }
}

function diagnosticOf(finding: Finding, doc: Text): Diagnostic {
  const { severity, rule, message, why, help } = finding;
  const from = offsetOf(doc, finding.line, finding.column);
  const to = offsetOf(doc, finding.endLine, finding.endColumn);
  return {
    from,
    to: Math.max(from, to),
    severity: severity === "note" ? "info" : severity,
    source: rule,
    message: [
      message,
      ...(why === undefined ? [] : [`Why: ${why}`]),
      ...(help === undefined ? [] : [`Help: ${help}`]),
    ].join("\n"),
  };
}

/** Columns count characters as the findings do. */
function offsetOf(doc: Text, line = 1, column = 1): number {
  const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(at.from + column - 1, at.to);
}

function goTo({ line, column }: Finding): void {
  const at = offsetOf(view.state.doc, line, column);
  view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
  view.focus();
}

function replace(spec: string): void {
  view.setState(stateOf(spec));
  compileNow();
}

examples?.addEventListener("change", () => {
  const spec = specInAddress(examples.value);
  if (spec !== undefined) replace(spec);
});

addEventListener("hashchange", () => {
  const spec = specInAddress(location.hash);
  if (spec !== undefined && spec !== view.state.doc.toString()) replace(spec);
});

share?.addEventListener("click", () => {
  location.hash = specAddress(view.state.doc.toString());
  navigator.clipboard.writeText(location.href).then(
    () => say("The link is in the clipboard"),
    () => say("The link is in the address bar"),
  );
});

document.addEventListener("tunegen", compileNow);
compileNow();
