import { targets } from "../../src/targets/emit.js";
import { readSpec } from "../../src/language/read.js";
import { buildPlan } from "../../src/plan/plan.js";
import { runRules } from "../../src/rules/lint.js";
import { rules } from "../../src/rules/registry.js";
import { error } from "../../src/core/diagnostic.js";
import { positionAt } from "../../src/core/source.js";

/** The rules about settings that never take effect. */
const effectRules = rules.filter(({ group }) => group === "effect");

/** Returns what the rules about settings without effect find in a spec, as `line rule: message`. */
export function effects(text: string): readonly string[] {
  const found = effectFindings(text).map(({ code, message, span }) => {
    const line = span && positionAt(span.source, span.start).line;
    return `${line ?? 0} ${code}: ${message}`;
  });
  // Two nodes with one profile have one finding.
  return [...new Set(found)];
}

function effectFindings(text: string): ReturnType<typeof runRules> {
  const { spec } = readSpec(
    { name: "tuning.yaml", text },
    {
      targets,
      readInclude: (name) => error("unreadable-include", undefined, name),
    },
  );
  if (spec === undefined) throw new Error(`no spec:\n${text}`);
  return runRules(effectRules, buildPlan(spec).plan, spec);
}

/** A role with facts and settings, each on a line of its own: the first on line 6. */
export function role(
  facts: string,
  lines: readonly string[],
  rest = "",
): string {
  const settings = lines.map((line) => `      ${line} # Intended\n`).join("");
  return `version: 1
roles:
  node:
    node: { ${facts} }
    sysctl:
${settings}${rest}`;
}

/** The lines of one rule's findings. */
export function linesOf(
  rule: string,
  found: readonly string[],
): readonly number[] {
  return found
    .filter((line) => line.includes(` ${rule}: `))
    .map((line) => Number.parseInt(line, 10));
}

/** The nodes that each finding about settings without effect names. */
export function reaches(text: string): readonly (readonly string[])[] {
  return effectFindings(text).map(({ reach }) =>
    (reach?.nodes ?? []).map(({ name }) => name),
  );
}
