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

export interface CompileSourceOptions {
  readonly readInclude: ReadInclude;
  /** The spec's name for file headers, where messages name it otherwise: standard input has none of its own. */
  readonly specName?: string | undefined;
  /** Templates that stand in for the built-in ones. */
  readonly templates?: OwnTemplates | undefined;
  /** Whether a finding of a rule is recorded in a baseline, so that it is not reported. */
  readonly isKnown?: LintOptions["isKnown"];
}

/** What a spec comes to. */
export interface Compiled {
  readonly spec: Spec | undefined;
  readonly plan: Plan | undefined;
  /** Empty where there is an error: half a set of files would be applied as though it were whole. */
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
  const read = readSpec(source, {
    readInclude: options.readInclude,
    targets,
  });
  const { spec } = read;
  if (spec === undefined) {
    const errors = sortDiagnostics(read.errors);
    return { spec, plan: undefined, files: [], errors, findings: [] };
  }
  const { plan, errors: planErrors } = buildPlan(spec, options.specName);
  const errors = withReach(
    sortDiagnostics([...read.errors, ...planErrors]),
    plan,
  );
  const findings = withReach(
    sortDiagnostics(
      lint(plan, spec, {
        isPartial: hasErrors(errors),
        isKnown: options.isKnown,
      }),
    ),
    plan,
  );
  const stopped = hasErrors(errors) || hasErrors(findings);
  const files = stopped ? [] : emitAll(plan, undefined, options.templates);
  return { spec, plan, files, errors, findings };
}
