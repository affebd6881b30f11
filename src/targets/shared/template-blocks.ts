import { onceFor } from "../../core/once-for.js";

// What the blocks of tunegen's own templates call; scripts/template-compiler.js writes the calls.

/** A block of a compiled template, and what Handlebars gives each of them. */
type Block = (container: object, view: unknown) => string;

/** Renders a block for each item of a list, by `{{#each items}}`; nothing where the list is absent. */
export function eachItem(
  items: unknown,
  block: Block,
  container: object,
): string {
  let text = "";
  if (!holds(items)) return text;
  if (!Array.isArray(items)) throw new TypeError("`each` is for lists");
  for (const item of items) text += block(container, item);
  return text;
}

/** Tells whether `{{#if value}}` holds: an empty list does not. */
export function holds(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** Renders a block by `{{#shared view}}`: once for all files that have the very same view. */
export const renderedOnce = onceFor((container: object) =>
  onceFor((block: Block) => onceFor((view: object) => block(container, view))),
);
