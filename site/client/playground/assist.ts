import type {
  Completion,
  CompletionContext,
  CompletionResult,
} from "@codemirror/autocomplete";
import type { EditorView, Tooltip } from "@codemirror/view";
import type { Compiler, KeyHint, Schema } from "./api.js";
import { placeAt } from "./place.js";
import { descriptionAt, fieldsAt, valuesAt } from "./schema.js";

let schema: Schema | undefined;

function schemaOf(compiler: Compiler): Schema {
  schema ??= compiler.schema();
  return schema;
}

/** Offers the fields, keys, facts and values that may be written at the cursor. */
export function complete(context: CompletionContext): CompletionResult | null {
  const compiler = globalThis.tunegenCompiler;
  const place = placeAt(context.state.doc.toString(), context.pos);
  if (compiler === undefined || place === undefined) return null;
  if (!context.explicit && place.from === context.pos) return null;
  const isField = place.typing === "field";
  const offers = (isField ? fieldsAt : valuesAt)(
    schemaOf(compiler),
    place.path,
  );
  if (offers.length === 0) return null;
  return {
    from: place.from,
    options: offers.map(({ name, description }): Completion => ({
      label: name,
      apply: isField ? `${name}: ` : name,
      type: isField ? "property" : "enum",
      ...(description !== undefined && {
        info: () => paragraphs(description),
      }),
    })),
    validFor: /^[\w./*-]*$/u,
  };
}

function paragraphs(text: string): HTMLElement {
  const box = document.createElement("div");
  box.className = "hint";
  box.append(...text.split("\n\n").map((part) => element("p", part)));
  return box;
}

/** Shows the card of the key below the pointer, or what the field is for. */
export function hover(view: EditorView, at: number): Tooltip | null {
  const compiler = globalThis.tunegenCompiler;
  const { from, text } = view.state.doc.lineAt(at);
  const word = wordAt(text, at - from);
  if (compiler === undefined || word === undefined) return null;
  const { start, name } = word;
  const hint = compiler.hintOf(name);
  const place = placeAt(view.state.doc.toString(), from + start);
  if (place === undefined) return null;
  const description =
    hint === undefined && place.typing === "field"
      ? descriptionAt(schemaOf(compiler), [...place.path, name])
      : undefined;
  if (hint === undefined && description === undefined) return null;
  return {
    pos: from + start,
    end: from + start + name.length,
    above: true,
    create: () => ({
      dom: hint === undefined ? paragraphs(description ?? "") : card(hint),
    }),
  };
}

function wordAt(
  line: string,
  column: number,
): { readonly start: number; readonly name: string } | undefined {
  for (const match of line.matchAll(/[\w./*-]+/gu)) {
    const [name] = match;
    if (match.index <= column && column <= match.index + name.length)
      return { start: match.index, name };
  }
  return undefined;
}

function card({ key, summary, facts, page }: KeyHint): HTMLElement {
  const box = document.createElement("div");
  box.className = "hint";
  box.append(element("strong", key));
  if (summary !== undefined) box.append(element("p", summary));
  const list = document.createElement("dl");
  for (const { label, words } of facts)
    list.append(element("dt", label), element("dd", words));
  box.append(list);
  if (page !== undefined) {
    const link = document.createElement("a");
    link.href = page;
    link.textContent = "All about this key";
    box.append(link);
  }
  return box;
}

/** Makes an element with a text. */
export function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
