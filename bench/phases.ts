import { emitAll, targets } from "../src/targets/emit.js";
import { lint } from "../src/rules/lint.js";
import { buildPlan } from "../src/plan/plan.js";
import { error } from "../src/core/diagnostic.js";
import { readSpec } from "../src/language/read.js";
import { readYaml } from "../src/language/yaml.js";

/** How long a stage of the compiler takes, in milliseconds. */
export interface Phase {
  readonly name: string;
  readonly milliseconds: number;
}

/** Times each stage of the compiler on a spec, within one process. */
export function phases(): (text: string) => readonly Phase[] {
  return (text) => {
    const taken: Phase[] = [];
    const timed = <Result>(name: string, work: () => Result): Result => {
      const start = process.hrtime.bigint();
      const result = work();
      const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
      taken.push({ name, milliseconds });
      return result;
    };
    const source = { name: "tuning.yaml", text };
    timed("YAML alone", () => readYaml(source));
    const { spec, errors } = timed("read, with the YAML", () =>
      readSpec(source, {
        readInclude: (name) => error("unreadable-include", undefined, name),
        targets,
      }),
    );
    if (spec === undefined || errors.length > 0)
      throw new Error(errors[0]?.message ?? "no spec");
    const { plan } = timed("resolve", () => buildPlan(spec, source.name));
    timed("lint", () => lint(plan, spec));
    timed("emit", () => emitAll(plan));
    return taken;
  };
}
