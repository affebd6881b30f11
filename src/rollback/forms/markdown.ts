import { visibleLine } from "../../encode/visible.js";

/** Text in which Markdown sees no markup. */
export function plainText(text: string): string {
  return visibleLine(text).replaceAll(/[\\`*_[\]<>#|]/gu, String.raw`\$&`);
}

/** A name of the spec as code. */
export function inlineCode(text: string): string {
  return `\`${visibleLine(text).replaceAll("`", "'")}\``;
}
