import { isMap, LineCounter, parseAllDocuments } from "yaml";
import { positionAt } from "../core/source.js";
import { MOST_LEVELS, tooDeepAt } from "../core/yaml-nesting.js";

/** A document of a stream of YAML or JSON. */
export interface DataDocument {
  /** Where it starts, counted from 1. */
  readonly line: number;
  readonly value: unknown;
  /** Why it cannot be read, as a clause. */
  readonly fault: string | undefined;
}

/** Reads the documents of a stream, each on its own, so that one that is broken does not hide the others. */
export function documentsOf(text: string): readonly DataDocument[] {
  // talosctl prints JSON objects one after another, which are no documents of YAML.
  const stream = text.trimStart().startsWith("{")
    ? text.replaceAll(/^\}\s*\n\{/gmu, "}\n---\n{")
    : text;
  const deep = tooDeepAt(stream);
  if (deep !== undefined)
    return [
      {
        line: positionAt({ name: "", text: stream }, deep).line,
        value: undefined,
        fault: `the YAML is nested more than ${MOST_LEVELS} levels deep`,
      },
    ];
  const lines = new LineCounter();
  const documents = parseAllDocuments(stream, {
    lineCounter: lines,
    uniqueKeys: false,
  });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document) => {
    const { contents, errors } = document;
    if (contents === null && errors.length === 0) return [];
    const [error] = errors;
    return [
      {
        line: lines.linePos(error?.pos[0] ?? contents?.range[0] ?? 0).line,
        value: plain(error === undefined && isMap(contents) && document.toJS()),
        fault:
          error === undefined
            ? undefined
            : `the YAML is broken: ${error.message.replace(/ at line [^]*$/u, "")}`,
      },
    ];
  });
}

/** The fields of an object; nothing else has any. */
export function dataOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? { ...value }
    : {};
}

/** What a library returns as anything. */
function plain(value: unknown): unknown {
  return value;
}
