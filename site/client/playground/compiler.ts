import { allKeys, findKey } from "../../../src/catalogue/lookup.js";
import { isErrorCode } from "../../../src/core/diagnostics/registry.js";
import { isKey, parseKey } from "../../../src/core/key.js";
import { keyCard } from "../../../src/explain/key/card.js";
import { keyFields } from "../../../src/explain/key/fields.js";
import { compile, jsonSchema } from "../../../src/index.js";
import type { Compiler, KeyHint, Schema } from "./api.js";

const shown: ReadonlySet<string> = new Set([
  "value",
  "range",
  "default",
  "scope",
  "module",
]);

const compiler: Compiler = {
  compile: (spec) => compile(spec),
  schema: () => jsonSchema() satisfies Schema,
  hintOf,
  pageOf: (code) => `${isErrorCode(code) ? "errors" : "rules"}/${code}.html`,
};

function hintOf(word: string): KeyHint | undefined {
  const key = parseKey(word);
  const facts = isKey(key) ? findKey(key) : undefined;
  if (facts === undefined) return undefined;
  const card = keyCard(facts);
  const bare = { key: facts.id, advice: undefined, writers: [], rules: [] };
  return {
    key: facts.id,
    summary: card.summary,
    facts: keyFields(bare, card).filter(({ label }) => shown.has(label)),
    page: allKeys().includes(facts.id) ? `keys/${facts.id}.html` : undefined,
  };
}

globalThis.tunegenCompiler = compiler;
document.dispatchEvent(new Event("tunegen"));
