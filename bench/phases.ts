import { readFileSync } from "node:fs";
import { compareWithDisk } from "../src/output/compare-with-disk.js";
import { findLocation } from "../src/output/location.js";
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

/** Times each stage of the compiler on a spec that is built, by its path, within one process. */
export function phases(): (path: string) => Promise<readonly Phase[]> {
  return async (path) => {
    const text = readFileSync(path, "utf8");
    const taken: Phase[] = [];
    const timed = async <Result>(
      name: string,
      work: () => Result | Promise<Result>,
    ): Promise<Result> => {
      const start = process.hrtime.bigint();
      const result = await work();
      const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
      taken.push({ name, milliseconds });
      return result;
    };
    const source = { name: "tuning.yaml", text };
    await timed("YAML by itself", () => readYaml(source));
    const { spec, errors } = await timed("read, with the YAML", () =>
      readSpec(source, {
        readInclude: (name) => error("unreadable-include", undefined, name),
        targets,
      }),
    );
    if (spec === undefined || errors.length > 0)
      throw new Error(errors[0]?.message ?? "no spec");
    const { plan } = await timed("resolve", () => buildPlan(spec, source.name));
    await timed("lint", () => lint(plan, spec));
    const files = await timed("emit", () => emitAll(plan));
    const location = findLocation({ spec: path, out: spec.out.template });
    const compared = await timed("compare", () =>
      compareWithDisk({ location, files }),
    );
    if (compared.files.some(({ status }) => status !== "fresh"))
      throw new Error("the spec is not built");
    return taken;
  };
}
