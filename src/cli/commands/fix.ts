import { readFileSync, realpathSync } from "node:fs";
import type { Compiled } from "../../compile.js";
import type { Diagnostic } from "../../core/diagnostic.js";
import { applyEdits } from "../../core/edits.js";
import type { Source } from "../../core/source.js";
import { textDiff } from "../../output/diff.js";
import { errnoWords, isDiskError } from "../../output/errno.js";
import { replaceFile } from "../../output/temporary.js";
import { isWorse } from "../fix/is-worse.js";
import type { LintOptions } from "../options.js";
import { load } from "./load.js";

/** A file with the text that it should have. */
interface Mended {
  readonly source: Source;
  readonly text: string;
}

/** What `lint --fix` did, for its report. */
export interface Fixed {
  readonly compiled: Compiled;
  readonly diff: string;
  readonly summary: string;
  /** Whether a file could not be written. */
  readonly failed: boolean;
}

/** Mended settings bring other errors to light, which a few more rounds mend. */
const MOST_ROUNDS = 4;

/**
 * Mends what has one right answer, in the spec and in the files that it includes. Reads each result again, and does
 * without what makes it worse, and shows the changes. With `dryRun`, and for standard input, it writes nothing.
 */
export async function fix(options: LintOptions): Promise<Fixed> {
  const before = (await load({ ...options, upTo: "findings" })).compiled;
  const originals = new Map<string, Source>();
  let texts: ReadonlyMap<string, string> = new Map();
  let after = before;
  let count = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const files = mendedFiles(after.errors);
    if (files.length === 0) break;
    const next = new Map([
      ...texts,
      ...files.map(({ source, text }) => [source.name, text] as const),
    ]);
    const { compiled } = await load({ ...options, upTo: "findings" }, next);
    if (isWorse(after.errors, compiled.errors)) break;
    for (const { source } of files)
      if (!originals.has(source.name)) originals.set(source.name, source);
    count += after.errors.filter((each) => each.fix !== undefined).length;
    [texts, after] = [next, compiled];
  }
  const files = [...originals.values()].map((source) => ({
    source,
    text: texts.get(source.name) ?? source.text,
  }));
  if (files.length === 0)
    return {
      compiled: before,
      diff: "",
      summary: "nothing has one right answer",
      failed: false,
    };
  const fixes = count === 1 ? "1 fix" : `${count} fixes`;
  const diffs = await Promise.all(
    files.map(({ source, text }) => textDiff(source.name, source.text, text)),
  );
  const diff = diffs.join("");
  if (options.dryRun === true || options.file === "-")
    return {
      ...{ compiled: before, diff, failed: false },
      summary: `${fixes}; nothing was written`,
    };
  for (const file of files) {
    const failure = write(file);
    if (failure !== undefined)
      return { compiled: before, diff: "", summary: failure, failed: true };
  }
  const names = files.map(({ source }) => source.name).join(", ");
  return {
    ...{ compiled: after, diff, failed: false },
    summary: `${fixes} in ${names}`,
  };
}

function mendedFiles(diagnostics: readonly Diagnostic[]): readonly Mended[] {
  const edits = diagnostics.flatMap((each) => each.fix ?? []);
  const sources = new Map(
    edits.map(({ span }) => [span.source.name, span.source]),
  );
  return [...sources.values()].flatMap((source) => {
    const own = edits.filter(({ span }) => span.source.name === source.name);
    const text = applyEdits(source.text, own);
    return text === source.text ? [] : [{ source, text }];
  });
}

/** Writes a file with the line ends and the byte order mark that it has; returns why it cannot. */
function write({ source, text }: Mended): string | undefined {
  const { name } = source;
  try {
    const found = readFileSync(name, "utf8");
    const mark = found.startsWith("\uFEFF") ? "\uFEFF" : "";
    const isDos = !/(?<!\r)\n/u.test(found);
    if (found.slice(mark.length).replaceAll("\r\n", "\n") !== source.text)
      return `${name} was changed meanwhile, and is left as it is`;
    replaceFile(
      realpathSync(name),
      mark + (isDos ? text.replaceAll("\n", "\r\n") : text),
    );
    return undefined;
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    return `${name} cannot be written: ${errnoWords(thrown)}`;
  }
}
