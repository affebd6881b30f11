import { buildPlan } from "./plan/plan.js";
import type { Plan } from "./plan/types.js";
import { lint } from "./rules/lint.js";
import { type Diagnostic, sortDiagnostics } from "./spec/diagnostic.js";
import type { Spec } from "./spec/model.js";
import { type ReadInclude, readSpec } from "./spec/read.js";
import type { Source } from "./spec/source.js";
import { emitAll } from "./targets/registry.js";
import type { Templates } from "./targets/render.js";
import type { OutputFile } from "./targets/types.js";

export interface CompileSourceOptions {
  readonly readInclude: ReadInclude;
  /** Templates that stand in for the built-in ones. */
  readonly templates?: Partial<Templates> | undefined;
}

/** What a spec comes to. */
export interface Compiled {
  readonly spec: Spec | undefined;
  readonly plan: Plan | undefined;
  /** Empty where there is an error: half a set of files would be applied as though it were whole. */
  readonly files: readonly OutputFile[];
  /** Sorted by place, none twice. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The whole pipeline from text to files; it touches neither disk nor console. */
export function compileSource(
  source: Source,
  options: CompileSourceOptions,
): Compiled {
  const { spec, faults } = readSpec(source, options.readInclude);
  if (spec === undefined) {
    return {
      spec,
      plan: undefined,
      files: [],
      diagnostics: sortDiagnostics(faults),
    };
  }
  const { plan, faults: planFaults } = buildPlan(spec);
  const diagnostics = sortDiagnostics([
    ...faults,
    ...planFaults,
    ...lint(plan, spec),
  ]);
  const broken = diagnostics.some(({ severity }) => severity === "error");
  return {
    spec,
    plan,
    files: broken ? [] : emitAll(plan, undefined, options.templates),
    diagnostics,
  };
}
