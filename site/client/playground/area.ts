import type { Surface } from "./api.js";

/** The text area that the page has before the editor is there. */
export const area = (): HTMLTextAreaElement | null =>
  document.querySelector<HTMLTextAreaElement>("#spec");

/** Makes the text area the place where the spec is written. */
export function areaSurface(changed: () => void): Surface {
  const box = area();
  box?.addEventListener("input", changed);
  return {
    text: () => box?.value ?? "",
    replace(spec) {
      if (box !== null) box.value = spec;
    },
    mark: () => undefined,
    goTo({ line, column }) {
      if (box === null) return;
      const at = offsetIn(box.value, line, column);
      box.focus();
      box.setSelectionRange(at, at);
    },
  };
}

/** Finds a place in a text. Columns count UTF-16 code units, as those of findings do. */
export function offsetIn(text: string, line = 1, column = 1): number {
  const lines = text.split("\n");
  const at = Math.min(Math.max(line, 1), lines.length) - 1;
  const start = lines
    .slice(0, at)
    .reduce((sum, { length }) => sum + length + 1, 0);
  return start + Math.min(column - 1, lines[at]?.length ?? 0);
}
