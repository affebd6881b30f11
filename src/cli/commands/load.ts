import { dirname, isAbsolute, join } from "node:path";
import { type Compiled, compileSource, type Stage } from "../../compile.js";
import { findLocation, type LocationRequest } from "../../output/location.js";
import { isSource } from "../../language/decode.js";
import { type Diagnostic, error, hasErrors } from "../../core/diagnostic.js";
import type { Spec } from "../../language/model.js";
import type { Source, Span } from "../../core/source.js";
import type { OutputRequest } from "../../output/compare-with-disk.js";
import type { ExpectedFile } from "../../output/expected-file.js";
import type { CommonOptions, LintOptions } from "../options.js";
import { readBaseline } from "../baseline/baseline.js";
import { openConsole } from "../console.js";
import { whileShown } from "../progress.js";
import { readSource } from "../read-source.js";
import { settingsOfRoles } from "../../plan/settings-of-roles.js";
import { expectRunOn, expectSettings } from "../startup/optimizer.js";
import { loadTemplates, TemplateError } from "../templates.js";

/** The file name of standard input: `-f -` builds the same as this file would. */
const STDIN_NAME = "tuning.yaml";

export interface Loaded {
  readonly compiled: Compiled;
  /** Undefined if the spec could not be read. */
  readonly request: OutputRequest | undefined;
  /** Where the request goes. */
  readonly place: LocationRequest | undefined;
  /** All texts that were read. */
  readonly sources: readonly Source[];
  /** The paths of the other files that the spec names: those that it includes, and kernel builds. */
  readonly includes: readonly string[];
}

/**
 * Reads and compiles the spec that the options name. Every error is a diagnostic.
 * @param texts texts to read instead of files, by the names of these in messages
 */
export async function load(
  options: CommonOptions &
    Pick<LintOptions, "writeBaseline"> & { readonly upTo?: Stage },
  texts?: ReadonlyMap<string, string>,
): Promise<Loaded> {
  const stdin = options.file === "-";
  const path = stdin ? STDIN_NAME : options.file;
  const sources: Source[] = [];
  const read: typeof readSource = (role, file, name) => {
    const text = texts?.get(name);
    const source =
      text === undefined ? readSource(role, file, name) : { name, text };
    if (isSource(source)) sources.push(source);
    return source;
  };
  const source = read("spec", stdin ? 0 : path, stdin ? "<stdin>" : path);
  if (!isSource(source)) return broken([source]);
  expectRunOn(source.text.length);
  const { templates, errors } = await loadTemplates(options.templates);
  if (errors.length > 0) return broken(errors);
  const baseline =
    options.writeBaseline === undefined
      ? readBaseline(path, options.baseline)
      : undefined;
  if (baseline !== undefined && !("has" in baseline)) return broken([baseline]);
  if (baseline !== undefined) sources.push(baseline.source);
  const includes: string[] = [];
  const readInclude = (name: string): Source | Diagnostic => {
    const include = isAbsolute(name) ? name : join(dirname(path), name);
    includes.push(include);
    return read("include", include, include);
  };
  const result = whileShown(
    openConsole(options),
    `compiling ${source.name}`,
    source.text.length,
    () =>
      attempt(() =>
        compileSource(source, {
          templates,
          readInclude,
          specName: path,
          isKnown: baseline?.has,
          upTo: options.upTo,
          beforePlan: (read) => {
            expectSettings(settingsOfRoles(read));
          },
        }),
      ),
  );
  if (result instanceof TemplateError)
    return broken([result.diagnostic], includes);
  const { spec, files } = result;
  if (spec === undefined)
    return {
      compiled: result,
      request: undefined,
      place: undefined,
      sources,
      includes,
    };
  const compiled: Compiled = {
    ...result,
    errors: [...result.errors, ...onlySwitchedOff(options.only, spec)],
    findings: [
      ...result.findings,
      ...(hasErrors(result.errors) ? [] : (baseline?.unused() ?? [])),
    ],
  };
  const place: LocationRequest = {
    spec: path,
    out: spec.out.template,
    into: options.out,
    prettier: spec.prettier && options.config !== false,
    includes,
  };
  return {
    compiled,
    includes,
    place,
    sources,
    request: {
      location: findLocation(place),
      files,
      only: options.only && new Set(options.only),
      spanOf: (what) => spanOf(spec, what),
    },
  };
}

/** Reports names of `--only` whose targets the spec switches off: nothing would be written or compared for them. */
function onlySwitchedOff(
  only: CommonOptions["only"],
  { targets }: Spec,
): readonly Diagnostic[] {
  return (only ?? []).flatMap((name) => {
    const off = targets.get(name)?.off;
    return off === undefined
      ? []
      : [
          error(
            "target-switched-off",
            off,
            `\`--only\` names the target \`${name}\`, which the spec switches off`,
            {
              help: `remove \`${name}\` from \`--only\`, or \`${name}: false\` from the spec`,
            },
          ),
        ];
  });
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

function broken(
  errors: readonly Diagnostic[],
  includes: readonly string[] = [],
): Loaded {
  const compiled: Compiled = {
    spec: undefined,
    plan: undefined,
    files: [],
    errors,
    findings: [],
  };
  return {
    compiled,
    request: undefined,
    place: undefined,
    sources: [],
    includes,
  };
}

/** The line of the spec that sets an output path. */
function spanOf(
  { out, targets }: Spec,
  what: ExpectedFile | "out",
): Span | undefined {
  return what === "out"
    ? out.span
    : targets.get(what.target)?.paths.get(what.output)?.span;
}
