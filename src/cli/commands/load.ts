import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Compiled, compileSource } from "../../compile.js";
import { errnoWords, isDiskError } from "../../output/errno.js";
import { findLocation, type OutputLocation } from "../../output/location.js";
import { decodeSource, isSource, LARGEST_SPEC } from "../../language/decode.js";
import { type Diagnostic, error } from "../../core/diagnostic.js";
import type { Spec } from "../../language/model.js";
import type { Source, Span } from "../../core/source.js";
import type { OutputRequest } from "../../output/compare-with-disk.js";
import type { OutputFile } from "../../targets/types.js";
import type { CommonOptions } from "../options.js";
import { readAtMost } from "../read-at-most.js";
import { expectRunOn } from "../startup/optimizer.js";
import { loadTemplates, TemplateError } from "../templates.js";

/** The file name of standard input: `-f -` builds the same as this file would. */
const STDIN_NAME = "tuning.yaml";

export interface Loaded {
  readonly compiled: Compiled;
  /** Undefined if the spec could not be read. */
  readonly request: OutputRequest | undefined;
}

/** Reads and compiles the spec that the options name. Every error is a diagnostic. */
export async function load(options: CommonOptions): Promise<Loaded> {
  const stdin = options.file === "-";
  const path = stdin ? STDIN_NAME : options.file;
  const source = readSource(stdin ? 0 : path, stdin ? "<stdin>" : path);
  if (!isSource(source)) return broken([source]);
  expectRunOn(source.text.length);
  const { templates, faults } = await loadTemplates(options.templates);
  if (faults.length > 0) return broken(faults);
  const includes: string[] = [];
  const readInclude = (name: string): Source | Diagnostic => {
    const include = join(dirname(path), name);
    includes.push(include);
    return readSource(include, include);
  };
  const compiled = attempt(() =>
    compileSource(source, { templates, readInclude, specName: path }),
  );
  if (compiled instanceof TemplateError) return broken([compiled.fault]);
  const { spec, files } = compiled;
  if (spec === undefined) return { compiled, request: undefined };
  const location: OutputLocation = findLocation({
    spec: path,
    out: spec.out.template,
    into: options.out,
    includes,
  });
  return {
    compiled,
    request: {
      location,
      files,
      only: options.only && new Set(options.only),
      spanOf: (what) => spanOf(spec, what),
    },
  };
}

/** Returns the error of a user's template as a finding; any other error is a bug in tunegen. */
function attempt(compile: () => Compiled): Compiled | TemplateError {
  try {
    return compile();
  } catch (thrown) {
    if (thrown instanceof TemplateError) return thrown;
    throw thrown;
  }
}

function broken(faults: readonly Diagnostic[]): Loaded {
  const compiled: Compiled = {
    spec: undefined,
    plan: undefined,
    files: [],
    faults,
    findings: [],
  };
  return { compiled, request: undefined };
}

function readSource(file: string | number, name: string): Source | Diagnostic {
  try {
    if (typeof file === "string") {
      const stat = statSync(file);
      if (stat.isDirectory()) {
        return error("unreadable-spec", undefined, `${name} is a folder`, {
          help: "name the file, for example: tunegen build -f folder/tuning.yaml",
        });
      }
      // Checked before reading: a file of many GiB would fill the memory.
      if (stat.size > LARGEST_SPEC)
        return decodeSource(name, new Uint8Array(0), stat.size);
    }
    return decodeSource(name, readAtMost(file, LARGEST_SPEC));
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    if (thrown.code === "ENOENT") {
      return error("unreadable-spec", undefined, `${name} does not exist`, {
        help: "name the spec with -f, or write one: the README shows a short spec",
      });
    }
    return error(
      "unreadable-spec",
      undefined,
      `${name} cannot be read: ${errnoWords(thrown)}`,
      {
        help: "make it readable for this user, or name another file with -f",
      },
    );
  }
}

/** The line of the spec that sets an output path. */
function spanOf(
  { out, targets }: Spec,
  what: OutputFile | "out",
): Span | undefined {
  return what === "out"
    ? out.span
    : targets.get(what.target)?.paths.get(what.output)?.span;
}
