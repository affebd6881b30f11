import { dirname, join } from "node:path";
import type { Compiled } from "../../compile.js";
import {
  compare,
  type Diagnostic,
  error,
  warning,
} from "../../core/diagnostic.js";
import { isErrorCode } from "../../core/diagnostics/registry.js";
import { isAbsent } from "../../output/absent.js";
import { linesText } from "../../core/lines-text.js";
import type { Source, Span } from "../../core/source.js";
import { isSource } from "../../language/decode.js";
import { readYaml } from "../../language/yaml.js";
import { errnoWords, isDiskError } from "../../output/errno.js";
import { readSource } from "../read-source.js";
import { writeNamed } from "../write-named.js";
import { type NamePlaces, placesInSpec } from "./place-in-spec.js";

/** The name of the file beside the spec. */
export const BASELINE = ".tunegen-baseline.json";

export interface Baseline {
  readonly source: Source;
  /** Whether a finding is recorded; it is then not reported. */
  readonly has: (rule: string, span: Span) => boolean;
  /** Reports the entries that matched nothing, after a run of all rules. */
  readonly unused: () => readonly Diagnostic[];
}

/** Returns the path of the baseline; undefined if the user named none, and there is none beside the spec. */
export function baselineFile(
  spec: string,
  named: string | undefined,
): string | undefined {
  if (named !== undefined) return named;
  const path = join(dirname(spec), BASELINE);
  return isAbsent(path) ? undefined : path;
}

/**
 * Reads the recorded findings; undefined if there is no baseline.
 *
 * @param spec the path of the spec
 * @param file the path of the baseline, if the user named one
 */
export function readBaseline(
  spec: string,
  file: string | undefined,
): Baseline | Diagnostic | undefined {
  const path = baselineFile(spec, file);
  if (path === undefined) return undefined;
  const source = readSource("baseline", path, path);
  if (!isSource(source)) return source;
  const { tree } = readYaml(source);
  const items = tree?.entries?.get("findings")?.value.items;
  if (tree?.entries?.get("version")?.value.data !== 1 || items === undefined)
    return error(
      "unreadable-baseline",
      { source, start: 0, end: 0 },
      "the file is not a baseline of tunegen",
      { help: "write it again with `tunegen lint --write-baseline`" },
    );
  const entries = new Map<string, Span>();
  for (const { entries: fields, span } of items) {
    const [rule, at] = ["rule", "at"].map(
      (name) => fields?.get(name)?.value.data,
    );
    entries.set(identity(String(rule), String(at)), span);
  }
  const unmatched = new Map(entries);
  const nameOf = placesInSpec(dirname(path), spec);
  return {
    source,
    has(rule, span) {
      const key = identity(rule, nameOf(span));
      unmatched.delete(key);
      return entries.has(key);
    },
    unused: () => unusedEntries([...unmatched.values()]),
  };
}

function unusedEntries(spans: readonly Span[]): readonly Diagnostic[] {
  const [first] = spans;
  if (first === undefined) return [];
  const count = spans.length;
  const places = spans.map((span) => ({ span }));
  return [
    warning(
      "baseline-unused",
      first,
      `${count} ${count === 1 ? "entry matches" : "entries match"} no finding: ${linesText(places)}`,
      {
        why: "an unused entry would hide a future finding",
        help: "run `tunegen lint --write-baseline`",
      },
    ),
  ];
}

/**
 * Records the findings of a spec.
 *
 * @returns how many, or an error of the disk
 */
export function writeBaseline(
  { findings }: Compiled,
  spec: string,
  file: string | undefined,
): { readonly path: string; readonly count: number } | Diagnostic {
  const path = file ?? join(dirname(spec), BASELINE);
  const nameOf = placesInSpec(dirname(path), spec);
  const lines = [
    ...new Set(findings.flatMap((each) => entriesOf(each, nameOf))),
  ].sort(compare);
  const text = `{\n  "version": 1,\n  "findings": [${lines.map((line) => `\n    ${line}`).join(",")}\n  ]\n}\n`;
  try {
    // What has the default name is nothing else, even if it is damaged.
    const isOwn = (earlier: string): boolean =>
      file === undefined || isBaseline(earlier);
    return writeNamed(path, text, isOwn)
      ? { path, count: lines.length }
      : error(
          "output-exists",
          undefined,
          `${path} exists already, and is not a baseline of tunegen`,
          {
            why: "only an earlier baseline is overwritten",
            help: `write \`--write-baseline\` without a file to record them in ${BASELINE} beside the spec, or name another file`,
          },
        );
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    return error(
      "unreadable-baseline",
      undefined,
      `${path} cannot be written: ${errnoWords(thrown)}`,
      { help: "make its folder writable, or name another file" },
    );
  }
}

/** Whether a text begins as a baseline does: with the marks of a merge in it, it is still one. */
function isBaseline(text: string): boolean {
  return /^\s*\{\s*"version":\s*1,\s*"findings":\s*\[/u.test(text);
}

/** The entries for the places of a finding of a rule: one line each. */
function entriesOf(
  { code, span, repeated = [] }: Diagnostic<string>,
  nameOf: NamePlaces,
): readonly string[] {
  if (span === undefined || isErrorCode(code)) return [];
  return [{ span }, ...repeated].map(
    (each) =>
      `{ "rule": ${JSON.stringify(code)}, "at": ${JSON.stringify(nameOf(each.span))} }`,
  );
}

function identity(rule: string, at: string): string {
  return `${rule}\0${at}`;
}
