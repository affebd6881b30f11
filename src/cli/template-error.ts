import { type Diagnostic, error } from "../core/diagnostic.js";
import { offsetAt, type Source, type Span } from "../core/source.js";

/** Says what is wrong with a user's template, and where as far as Handlebars tells. */
export function templateError(template: Source, thrown: unknown): Diagnostic {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const place = placeOf(template, thrown, message);
  return error(
    "broken-template",
    place,
    `${place === undefined ? template.name : "the template"} cannot be rendered: ${wordsOf(message)}`,
    { help: "compare it with the built-in template of the same name" },
  );
}

/** What Handlebars says in terms of its own objects, in those of a template. */
const rewritten: readonly (readonly [RegExp, string])[] = [
  [/^"(.*)" not defined in .*$/u, "it is given no value named `$1` here"],
  [
    /^Cannot use 'in' operator to search for '(.*)' in .*$/u,
    "it is given no value named `$1`",
  ],
  [
    /^You specified knownHelpersOnly, but used the unknown helper (\S+).*$/u,
    "there is no helper named `$1`",
  ],
  [/^Parse error on line \d+:?$/u, "Handlebars cannot parse it here"],
  [/ - \d+:\d+$/u, ""],
];

function wordsOf(message: string): string {
  const [first = ""] = message.split("\n");
  return rewritten.reduce(
    (words, [pattern, instead]) => words.replace(pattern, instead),
    first,
  );
}

/** Its lines count from 1, and its columns from 0. An error of syntax has a line in its message only. */
function placeOf(
  source: Source,
  thrown: unknown,
  message: string,
): Span | undefined {
  const line =
    numberIn(thrown, "lineNumber") ??
    Number(/^Parse error on line (\d+)/u.exec(message)?.[1] ?? 0);
  if (line === 0) return undefined;
  const first = numberIn(thrown, "column") ?? 0;
  const isOneLine = numberIn(thrown, "endLineNumber") === line;
  const last = isOneLine ? numberIn(thrown, "endColumn") : undefined;
  return {
    source,
    start: offsetAt(source, { line, column: first + 1 }),
    end: offsetAt(source, { line, column: (last ?? Infinity) + 1 }),
  };
}

function numberIn(thrown: unknown, name: string): number | undefined {
  if (typeof thrown !== "object" || thrown === null) return undefined;
  const value: unknown = Reflect.get(thrown, name);
  return typeof value === "number" ? value : undefined;
}
