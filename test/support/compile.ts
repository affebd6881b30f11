import { type CompileResult, compile } from "../../src/index.js";
import { compileSource } from "../../src/compile.js";
import { valueText } from "../../src/plan/settle.js";
import type { NodePlan, Plan, Sysctl } from "../../src/plan/types.js";

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

/** What was found, one line each: `3:7 unknown-key` in the spec, `shared.yaml:3:7 unknown-key` elsewhere. */
export function found(
  text: string,
  includes: Includes = {},
): readonly string[] {
  return compiled(text, includes).findings.map(
    ({ file, line = 0, column = 0, rule }) =>
      `${file === "tuning.yaml" ? "" : `${file ?? ""}:`}${line}:${column} ${rule}`,
  );
}

/** The plan of a spec without a fault. */
export function planOf(text: string, includes: Includes = {}): Plan {
  const { plan, diagnostics } = compileSource(
    { name: "tuning.yaml", text },
    {
      readInclude: (path) => ({ name: path, text: includes[path] ?? "" }),
    },
  );
  if (plan === undefined || diagnostics.length > 0)
    throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return plan;
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
  return node.groups.flatMap(({ sysctls }) => sysctls);
}

/** The one sysctl of a node by that key. */
export function sysctlOf(node: NodePlan, id: string): Sysctl {
  const [sysctl, second] = sysctlsOf(node).filter((each) => each.id === id);
  if (sysctl === undefined || second !== undefined)
    throw new Error(`${id} is not there once`);
  return sysctl;
}
