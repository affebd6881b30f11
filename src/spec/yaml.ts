import { parseAllDocuments } from "yaml";
import { type Diagnostic, error } from "./diagnostic.js";
import type { Source } from "./source.js";
import { TreeReader } from "./tree-reader.js";
import type { Tree } from "./tree.js";

/** Reads YAML into values with places. Every fault is reported; the tree holds what could be read. */
export function readYaml(source: Source): {
  tree: Tree | undefined;
  faults: readonly Diagnostic[];
} {
  // Duplicates are looked for below, in linear time; the library compares every key with every other.
  const documents = parseAllDocuments(source.text, {
    prettyErrors: false,
    uniqueKeys: false,
    intAsBigInt: true,
    keepSourceTokens: false,
  });
  const [document, second] = "empty" in documents ? [] : documents;
  if (document === undefined) return { tree: undefined, faults: [] };
  const reader = new TreeReader(source);
  for (const fault of [...document.errors, ...document.warnings]) {
    const [start, end] = fault.pos;
    reader.faults.push(
      error(
        "yaml-syntax",
        { source, start, end: Math.max(end, start + 1) },
        sentence(fault.message),
      ),
    );
  }
  if (second !== undefined) {
    const start = second.range[0];
    reader.faults.push(
      error(
        "yaml-syntax",
        { source, start, end: start + 1 },
        "a second YAML document begins here",
        {
          help: "keep one document to a file; share profiles by `include`",
        },
      ),
    );
  }
  const tree =
    document.contents === null
      ? undefined
      : reader.read(document.contents, document);
  return { tree, faults: reader.faults };
}

/** The library's message as one sentence in our manner: no full stop, no line break. */
function sentence(message: string): string {
  const first = message.split("\n")[0] ?? message;
  return first
    .replace(/\.$/u, "")
    .replace(/^./u, (letter) => letter.toLowerCase());
}
