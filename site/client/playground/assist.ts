import type {
  Completion,
  CompletionContext,
  CompletionResult,
} from "@codemirror/autocomplete";
import type { EditorView, Tooltip } from "@codemirror/view";
import { isKey, parseKey } from "../../../src/core/key.js";
import { own } from "../../../src/core/own.js";
import {
  anyInterface,
  type AssistData,
  type KeyHint,
} from "../../shared/assist-data.js";
import { element } from "../element.js";
import { loadScript } from "../load-script.js";
import { placeAt } from "./place.js";
import { descriptionAt, fieldsAt, valuesAt } from "./schema.js";

declare global {
  /** Set by playground-assist.js, which is loaded when something is to be completed or described first. */
  var tunegenAssist: AssistData | undefined;
}

async function assistData(): Promise<AssistData | undefined> {
  await loadScript("playground-assist").catch(() => undefined);
  return globalThis.tunegenAssist;
}

/** Offers the fields, keys, facts and values that may be written at the cursor. */
export async function complete(
  context: CompletionContext,
): Promise<CompletionResult | null> {
  const place = placeAt(context.state.doc.toString(), context.pos);
  if (place === undefined) return null;
  if (!context.explicit && place.from === context.pos) return null;
  const data = await assistData();
  if (data === undefined) return null;
  const isField = place.typing === "field";
  const offers = (isField ? fieldsAt : valuesAt)(data.schema, place.path);
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
export async function hover(
  view: EditorView,
  at: number,
): Promise<Tooltip | null> {
  const { from, text } = view.state.doc.lineAt(at);
  const word = wordAt(text, at - from);
  if (word === undefined) return null;
  const { start, name } = word;
  const place = placeAt(view.state.doc.toString(), from + start);
  if (place === undefined) return null;
  const data = await assistData();
  if (data === undefined) return null;
  const hint = hintOf(name, data);
  const description =
    hint === undefined && place.typing === "field"
      ? descriptionAt(data.schema, [...place.path, name])
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

/** A hint with the id of the key, and its page relative to the root of the site; that of one interface has none. */
interface FoundHint extends KeyHint {
  readonly key: string;
  readonly page: string | undefined;
}

function hintOf(name: string, { hints }: AssistData): FoundHint | undefined {
  const key = parseKey(name);
  if (!isKey(key)) return undefined;
  const exact = own(hints, key.id);
  const hint = exact ?? own(hints, anyInterface(key.segments));
  return hint === undefined
    ? undefined
    : {
        ...hint,
        key: key.id,
        page: exact === undefined ? undefined : `keys/${key.id}.html`,
      };
}

function card({ key, summary, facts, page }: FoundHint): HTMLElement {
  const box = document.createElement("div");
  box.className = "hint";
  box.append(element("strong", key));
  if (summary !== undefined) box.append(element("p", summary));
  const list = document.createElement("dl");
  for (const [label, words] of facts)
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
