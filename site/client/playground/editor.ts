import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import {
  defaultKeymap,
  history,
  historyKeymap,
  isolateHistory,
} from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { type IndentContext, indentService } from "@codemirror/language";
import { type Diagnostic, lintGutter, setDiagnostics } from "@codemirror/lint";
import {
  Annotation,
  EditorState,
  type EditorStateConfig,
} from "@codemirror/state";
import {
  EditorView,
  highlightActiveLine,
  hoverTooltip,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import type { Finding } from "../../../src/index.js";
import type { Playground, Surface } from "./api.js";
import { area, offsetIn } from "./area.js";
import { complete, hover } from "./assist.js";
import { indentAfter } from "./indent.js";
import { theme } from "./theme.js";

/** Marks the change with which the page shows another spec, which can be undone. */
const replaced = Annotation.define<boolean>();

const box = area();
const page = globalThis.tunegenPlayground;
if (box !== null && page !== undefined) page.use(editorFor(box, page));

/** Puts an editor in the place of the text area, with its text, selection and focus. */
function editorFor(box: HTMLTextAreaElement, { changed }: Playground): Surface {
  const { value, selectionStart, selectionEnd, scrollTop } = box;
  const hadFocus = document.activeElement === box;
  const view = new EditorView({
    state: stateOf(
      {
        doc: value,
        selection: { anchor: selectionStart, head: selectionEnd },
      },
      changed,
    ),
  });
  box.replaceWith(view.dom);
  view.scrollDOM.scrollTop = scrollTop;
  if (hadFocus) view.focus();
  return {
    text: () => view.state.doc.toString(),
    replace(spec) {
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: spec },
        selection: { anchor: 0 },
        annotations: [replaced.of(true), isolateHistory.of("full")],
        scrollIntoView: true,
      });
    },
    mark(findings) {
      const text = view.state.doc.toString();
      const diagnostics = findings.map((each) => diagnosticOf(each, text));
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },
    goTo({ line, column }) {
      const at = offsetIn(view.state.doc.toString(), line, column);
      view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
      view.focus();
    },
  };
}

function stateOf(config: EditorStateConfig, changed: () => void): EditorState {
  return EditorState.create({
    ...config,
    extensions: [
      lineNumbers(),
      history(),
      highlightActiveLine(),
      yaml(),
      indentService.of(indentation),
      theme,
      lintGutter(),
      autocompletion({ override: [complete], icons: false }),
      hoverTooltip(hover, { hoverTime: 200 }),
      keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap]),
      EditorView.contentAttributes.of({
        "aria-label": "tuning.yaml",
        tabindex: "0",
      }),
      EditorView.updateListener.of(({ docChanged, transactions }) => {
        const isReplaced = transactions.some((each) =>
          each.annotation(replaced),
        );
        if (docChanged && !isReplaced) changed();
      }),
    ],
  });
}

/** The indentation of a line that the user begins; the language decides all else. */
function indentation(context: IndentContext, at: number): number | undefined {
  return context.simulatedBreak === null
    ? undefined
    : indentAfter(context.lineAt(at, -1).text);
}

function diagnosticOf(finding: Finding, text: string): Diagnostic {
  const { severity, rule, message, why, help } = finding;
  const from = offsetIn(text, finding.line, finding.column);
  const to = offsetIn(text, finding.endLine, finding.endColumn);
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
