import { type CompileResult, type Finding, compile } from "../../src/index.js";
import { buildPlan } from "../../src/plan/plan.js";
import { valueText } from "../../src/settings/sysctl/value.js";
import type { NodePlan, Plan } from "../../src/plan/types.js";
import type { Sysctl } from "../../src/settings/sysctl/index.js";
import type { Diagnostic } from "../../src/core/diagnostic.js";
import { targets } from "../../src/targets/emit.js";
import { readSpec } from "../../src/language/read.js";

/** The files that a spec names under `include`, by the path written there. */
export type Includes = Readonly<Record<string, string>>;

/** Compiles a text as the library does. */
export function compiled(text: string, includes: Includes = {}): CompileResult {
  return compile(text, {
    read(path) {
      const found = includes[path];
      if (found === undefined) throw new Error("no such file");
      return found;
    },
  });
}

/** The findings that stop a build. What lint has to say of a spec beyond them is tested beside its rules. */
export function errorsOf(
  text: string,
  includes: Includes = {},
): readonly Finding[] {
  return compiled(text, includes).findings.filter(
    ({ severity }) => severity === "error",
  );
}

/** The errors, one line each: `3:7 unknown-key` in the spec, `shared.yaml:3:7 unknown-key` elsewhere. */
export function found(
  text: string,
  includes: Includes = {},
): readonly string[] {
  return errorsOf(text, includes).map(
    ({ file, line = 0, column = 0, rule }) =>
      `${file === "tuning.yaml" ? "" : `${file ?? ""}:`}${line}:${column} ${rule}`,
  );
}

/** The plan of a spec without an error. */
export function planOf(text: string, includes: Includes = {}): Plan {
  const { spec, errors } = readSpec(
    { name: "tuning.yaml", text },
    {
      targets,
      readInclude: (path) => ({
        name: path,
        text: includes[path] ?? "",
      }),
    },
  );
  if (spec === undefined || errors.length > 0) throw faulty(errors);
  const { plan, errors: planErrors } = buildPlan(spec);
  if (planErrors.length > 0) throw faulty(planErrors);
  return plan;
}

function faulty(errors: readonly Diagnostic[]): Error {
  return new Error(errors.map(({ message }) => message).join("\n"));
}

export function nodeOf(plan: Plan, name: string): NodePlan {
  const node = plan.nodes.find((each) => each.name === name);
  if (node === undefined) throw new Error(`no node ${name}`);
  return node;
}

/** The node's sysctls, by key, as the kernel takes them; `null` where nothing is written. */
export function settingsOf(
  node: NodePlan,
): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    sysctlsOf(node).map(({ id, value }) => [
      id,
      value === undefined ? null : valueText(value),
    ]),
  );
}

export function sysctlsOf(node: NodePlan): readonly Sysctl[] {
  return node.settings.sysctl;
}

/** The one sysctl of a node by that key. */
export function sysctlOf(node: NodePlan, id: string): Sysctl {
  const [sysctl, second] = sysctlsOf(node).filter((each) => each.id === id);
  if (sysctl === undefined || second !== undefined)
    throw new Error(`${id} is not there once`);
  return sysctl;
}
