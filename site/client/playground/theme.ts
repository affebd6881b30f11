import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** The colours of the site, which follow its light and dark mode. */
export const theme = [
  EditorView.theme({
    "&": { backgroundColor: "var(--raised)", color: "var(--text)" },
    // The frame around the editor shows the focus.
    "&.cm-focused": { outline: "none" },
    ".cm-scroller": {
      fontFamily: "var(--mono)",
      fontSize: ".86rem",
      lineHeight: "1.55",
    },
    ".cm-content": { caretColor: "var(--text)" },
    ".cm-cursor": { borderLeftColor: "var(--text)" },
    ".cm-gutters": {
      backgroundColor: "var(--panel)",
      color: "var(--quiet)",
      borderRight: "1px solid var(--line)",
    },
    ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--panel)" },
    "&.cm-focused .cm-selectionBackground, .cm-selectionBackground, ::selection":
      { backgroundColor: "color-mix(in srgb, var(--accent) 30%, transparent)" },
    ".cm-tooltip": {
      backgroundColor: "var(--raised)",
      color: "var(--text)",
      border: "1px solid var(--line)",
      borderRadius: "8px",
      boxShadow: "0 8px 24px rgb(0 0 0 / .2)",
      maxWidth: "34rem",
    },
    ".cm-tooltip.cm-tooltip-autocomplete > ul": {
      fontFamily: "var(--mono)",
      fontSize: ".84rem",
      maxHeight: "16rem",
    },
    ".cm-tooltip-autocomplete ul li[aria-selected]": {
      backgroundColor: "var(--accent)",
      color: "var(--accent-text)",
    },
    ".cm-diagnostic": {
      padding: ".4rem .7rem",
      borderLeftWidth: "4px",
      fontSize: ".9rem",
      lineHeight: "1.45",
    },
    ".cm-diagnostic-error": { borderLeftColor: "var(--error)" },
    ".cm-diagnostic-warning": { borderLeftColor: "var(--warning)" },
    ".cm-diagnostic-info": { borderLeftColor: "var(--note)" },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      {
        tag: [tags.propertyName, tags.definition(tags.propertyName)],
        color: "var(--accent)",
      },
      { tag: [tags.comment, tags.lineComment], color: "var(--comment)" },
      { tag: [tags.string, tags.special(tags.string)], color: "var(--string)" },
      { tag: [tags.number, tags.bool], color: "var(--number)" },
    ]),
  ),
];
