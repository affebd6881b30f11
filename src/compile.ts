import { buildPlan } from "./plan/plan.js";
import type { Plan } from "./plan/types.js";
import { withReach } from "./plan/with-reach.js";
import type { Code } from "./rules/codes.js";
import { lint, type LintOptions } from "./rules/lint.js";
import {
  type Diagnostic,
  hasErrors,
  sortDiagnostics,
} from "./core/diagnostic.js";
import type { Spec } from "./language/model.js";
import { type ReadInclude, readSpec } from "./language/read.js";
import type { Source } from "./core/source.js";
import { emitAll, type TargetName, targets } from "./targets/emit.js";
import type { OwnTemplates } from "./targets/shared/template.js";
import type { OutputFile } from "./targets/types.js";

/** What a compilation comes to, each from the one before. */
export type Stage = "plan" | "findings" | "files";

export interface CompileSourceOptions {
  readonly readInclude: ReadInclude;
  /** The spec's name for file headers, where messages name it otherwise: standard input has none of its own. */
  readonly specName?: string | undefined;
  /** Templates that stand in for the built-in ones. */
  readonly templates?: OwnTemplates | undefined;
  /** Called with what was read, before the long part of the work. */
  readonly beforePlan?: (spec: Spec) => void;
  /** Whether a finding of a rule is recorded in a baseline, so that it is not reported. */
  readonly isKnown?: LintOptions["isKnown"];
  /** The last stage whose result matters, by default all: rules and files of thousands of hosts take most of the time. */
  readonly upTo?: Stage | undefined;
}

/** What a spec comes to. */
export interface Compiled {
  readonly spec: Spec | undefined;
  readonly plan: Plan | undefined;
  /** Empty where they were not asked for, and where there is an error: half a set of files would be applied as though it were whole. */
  readonly files: readonly OutputFile<TargetName>[];
  /** What is wrong with the spec itself. Sorted by place, none twice. */
  readonly errors: readonly Diagnostic[];
  /** What the rules found in a spec that can be built. Sorted by place, none twice. */
  readonly findings: readonly Diagnostic<Code>[];
}

/** The whole pipeline from text to files; it touches neither disk nor console. */
export function compileSource(
  source: Source,
  options: CompileSourceOptions,
): Compiled {
  const { spec, errors } = readSpec(source, {
    readInclude: options.readInclude,
    targets,
  });
  if (spec === undefined)
    return {
      spec,
      plan: undefined,
      files: [],
      errors: sortDiagnostics(errors),
      findings: [],
    };
  options.beforePlan?.(spec);
  return compileSpec(spec, { ...options, readErrors: errors });
}

export interface CompileSpecOptions extends Pick<
  CompileSourceOptions,
  "specName" | "templates" | "isKnown" | "upTo"
> {
  /** What is wrong with the text that the spec was read from. */
  readonly readErrors?: readonly Diagnostic[];
  /** For comparisons: the files of what is left despite errors, and each finding of a rule by itself. */
  readonly forComparison?: boolean;
}

/** What a spec comes to that has been read. */
export function compileSpec(
  spec: Spec,
  {
    specName,
    templates,
    isKnown,
    readErrors = [],
    forComparison = false,
    upTo = "files",
  }: CompileSpecOptions,
): Compiled & { readonly plan: Plan } {
  const { plan, errors: planErrors } = buildPlan(
    spec,
    specName,
    hasErrors(readErrors),
  );
  const errors = withReach(
    sortDiagnostics([...readErrors, ...planErrors]),
    plan,
  );
  if (upTo === "plan") return { spec, plan, files: [], errors, findings: [] };
  const findings = withReach(
    sortDiagnostics(
      lint(plan, spec, {
        isPartial: hasErrors(errors),
        isKnown,
        apart: forComparison,
      }),
    ),
    plan,
  );
  const stopped = hasErrors(errors) || hasErrors(findings);
  const files =
    upTo === "findings" || (stopped && !forComparison)
      ? []
      : emitAll(plan, undefined, templates);
  return { spec, plan, files, errors, findings };
}
