import {
  Composer,
  type Document,
  isCollection,
  isPair,
  isScalar,
  Parser,
  type YAMLError,
} from "yaml";
import { type Diagnostic, error } from "../core/diagnostic.js";
import { collectDiagnostics } from "../core/report.js";
import type { Source } from "../core/source.js";
import type { Tree } from "../core/tree.js";
import { MOST_LEVELS, tooDeepAt } from "../core/yaml-nesting.js";
import { reportMisaligned } from "./misaligned.js";
import { pastedBlocks } from "./pasted/pasted-blocks.js";
import { reportPasted } from "./pasted/report-pasted.js";
import { reportForeignBlanks, reportTabs } from "./yaml-indentation.js";
import { harmless, onePerTag, withoutEffects } from "./yaml-effects.js";
import { explainCode } from "./yaml-codes.js";
import { openBefore } from "./yaml-brackets.js";
import { explainMessage } from "./yaml-messages.js";
import {
  explainSyntax,
  reportConflict,
  reportTemplate,
} from "./yaml-remedy.js";
import { readRegularYaml } from "./regular-yaml.js";
import { mayHoldNonCharacters, TreeReader } from "./tree-reader.js";

/** What could be read of a text; undefined if it is empty or its structure is in doubt. */
export interface ReadYaml {
  readonly tree: Tree | undefined;
  readonly errors: readonly Diagnostic[];
}

/** Reads YAML as values with places. Every error is reported. */
export function readYaml(source: Source): ReadYaml {
  const regular = mayHoldNonCharacters(source)
    ? undefined
    : readRegularYaml(source);
  return regular === undefined
    ? readAnyYaml(source)
    : { tree: regular, errors: [] };
}

/** Reads YAML with the library's whole parser and composer. */
export function readAnyYaml(source: Source): ReadYaml {
  const deep = tooDeepAt(source.text);
  if (deep !== undefined)
    return { tree: undefined, errors: [nestingError(source, deep)] };
  // TreeReader finds duplicates in linear time; the library would compare every key with every other key.
  const composer = new Composer({
    prettyErrors: false,
    uniqueKeys: false,
    intAsBigInt: true,
    keepSourceTokens: false,
    resolveKnownTags: false,
  });
  // Those after the second are not composed: of a stream with many documents, each would be in memory.
  const [document, second] = composer.compose(new Parser().parse(source.text));
  if (document === undefined) return { tree: undefined, errors: [] };
  const reporter = collectDiagnostics();
  const broken = document.errors.some(({ code }) => !harmless.has(code));
  if (broken) {
    const pasted = readPasted(source);
    if (pasted.length > 0) return { tree: undefined, errors: pasted };
  }
  reporter.add(libraryErrors(document, source));
  // A directive below the first line, which has its own error, has such a line below it.
  if (
    second !== undefined &&
    !/\n%.*\n$/u.test(source.text.slice(0, second.range[0]))
  ) {
    const start = second.range[0];
    reporter.error(
      "yaml-syntax",
      { source, start, end: start + 1 },
      "a second YAML document starts here",
      {
        help: isEmpty(second)
          ? "remove the line: nothing follows"
          : "write one document per file; share profiles by `include`",
      },
    );
  }
  const tree =
    document.contents === null || broken
      ? undefined
      : new TreeReader(source, reporter).read(document.contents, document);
  const { diagnostics } = reporter;
  const blanks = reportForeignBlanks(diagnostics, source);
  if (blanks !== undefined) return { tree: undefined, errors: [blanks] };
  const template = diagnostics.some((each) => each.code === "yaml-syntax")
    ? (reportConflict(source) ?? reportTemplate(source))
    : undefined;
  return { tree, errors: template === undefined ? diagnostics : [template] };
}

function nestingError(source: Source, start: number): Diagnostic {
  return error(
    "yaml-syntax",
    { source, start, end: start + 1 },
    `this is nested more than ${MOST_LEVELS} levels deep`,
    {
      why: "no spec needs more than 10 levels, and each takes memory",
      help: "check that this is a spec, and close its brackets",
    },
  );
}

function isEmpty({ contents }: Document.Parsed): boolean {
  return contents === null || (isScalar(contents) && contents.value === null);
}

/** Whether a line has no colon, so that those below it seem to be indented too deep. */
function hasNoColon(errors: readonly YAMLError[], source: Source): boolean {
  const found = errors.find(({ message }) =>
    message.startsWith("Implicit keys need"),
  );
  const [start = 0, end = 0] = found?.pos ?? [];
  return (
    found !== undefined &&
    explainSyntax(found, { source, start, end }) !== undefined
  );
}

/** How many errors of the library are reported: a file with more is something else. */
const MOST_ERRORS = 100;

/** Errors of the library that a wrong indentation causes. */
const ofIndentation: ReadonlySet<string> = new Set([
  "BAD_INDENT",
  "BLOCK_AS_IMPLICIT_KEY",
  "BLOCK_IN_FLOW",
  "MULTILINE_IMPLICIT_KEY",
  "MISSING_CHAR",
  "UNEXPECTED_TOKEN",
]);

function libraryErrors(
  { errors, warnings, contents }: Document.Parsed,
  source: Source,
): readonly Diagnostic[] {
  const tabs = reportTabs(errors, source);
  const indentation = errors.find(({ code }) => ofIndentation.has(code));
  const misaligned =
    tabs !== undefined ||
    indentation === undefined ||
    hasNoColon(errors, source)
      ? undefined
      : reportMisaligned(source, indentation.pos[0]);
  if (misaligned !== undefined) return [misaligned];
  return [
    ...(tabs === undefined ? [] : [tabs]),
    ...onePerTag([...withoutEffects(errors, source), ...warnings])
      .filter(({ code }) => code !== "TAB_AS_INDENT")
      .slice(0, MOST_ERRORS)
      .map((each) => libraryError(each, contents, source)),
  ];
}

/** Reports the settings in the form of other files, and what is wrong besides them; nothing if there are none. */
function readPasted(source: Source): readonly Diagnostic[] {
  const blocks = pastedBlocks(source);
  if (blocks.length === 0) return [];
  let rest = source.text;
  for (const { region } of blocks)
    rest =
      rest.slice(0, region.start) +
      rest.slice(region.start, region.end).replaceAll(/./gu, " ") +
      rest.slice(region.end);
  // Blanks in their place keep all offsets.
  const others = readYaml({ name: source.name, text: rest }).errors;
  return [
    ...blocks.map(reportPasted),
    ...others.map((each) => ({
      ...each,
      ...(each.span && { span: { ...each.span, source } }),
    })),
  ];
}

function libraryError(
  { pos, code, message }: YAMLError,
  contents: unknown,
  source: Source,
): Diagnostic {
  // An error at the end of the text is reported at the last character that is not white space.
  const last = Math.max(0, source.text.trimEnd().length - 1);
  const start = Math.min(pos[0], last);
  const end = Math.max(start + 1, Math.min(pos[1], source.text.length));
  const span = { source, start, end: Math.min(end, source.text.length) };
  if (code === "TAG_RESOLVE_FAILED") {
    return error(
      "yaml-tag",
      span,
      `the tag \`${source.text.slice(start, end)}\` is not part of this language`,
      { help: "remove it; to write a text, use quotes" },
    );
  }
  const opening =
    start === last ? openingOf(message, contents, source.text) : undefined;
  const explained =
    explainSyntax({ code, message }, span) ??
    (opening === undefined || /[\]}]/u.test(source.text.charAt(start))
      ? explainMessage({ message }, span)
      : undefined);
  if (explained !== undefined) return explained;
  if (opening === undefined) return explainCode({ code, message }, span);
  const sign = source.text.charAt(opening);
  const isQuote = sign === '"' || sign === "'";
  return error(
    "yaml-syntax",
    { source, start: opening, end: opening + 1 },
    `nothing closes this ${isQuote ? "quote" : "bracket"}`,
    {
      help: `write \`${isQuote ? sign : sign === "{" ? "}" : "]"}\` where it ends`,
    },
  );
}

/** Finds what is not closed before the end of the text. */
function openingOf(
  message: string,
  contents: unknown,
  text: string,
): number | undefined {
  if (message.startsWith("Missing closing")) return lastQuote(contents);
  return message.includes("end with a")
    ? openBefore(text, text.length)
    : undefined;
}

/** Finds the quote that is not closed before the end of the text: that of the last value. */
function lastQuote(node: unknown): number | undefined {
  if (isPair(node)) return lastQuote(node.value ?? node.key);
  if (isCollection(node)) return lastQuote(node.items.at(-1));
  if (!isScalar(node)) return undefined;
  const isQuoted = node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE";
  return isQuoted ? node.range?.[0] : undefined;
}
