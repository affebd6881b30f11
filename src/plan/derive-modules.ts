import { compare, type Diagnostic, error } from "../core/diagnostic.js";
import type { Layer, WrittenModule } from "../language/model.js";
import { formatPlace } from "../core/source.js";
import { moduleOfValue } from "../platform/modules.js";
import { inWrittenOrder, ownerName } from "./conflicts.js";
import type { ModulePlan, Sysctl } from "./types.js";

/** A layer and how it ranks: profiles 0, the role's own 1, the host's own 2. */
export interface RankedLayer {
  readonly layer: Layer;
  readonly level: number;
}

/** The modules that are asked for, and those without which a setting would not take effect; sorted by name. */
export function deriveModules(
  layers: readonly RankedLayer[],
  sysctls: readonly Sysctl[],
  faults: Diagnostic[],
): readonly ModulePlan[] {
  const plans = new Map<
    string,
    { why: string[]; because: string[]; written: Written[] }
  >();
  const planOf = (
    name: string,
  ): { why: string[]; because: string[]; written: Written[] } => {
    const plan = plans.get(name) ?? { why: [], because: [], written: [] };
    plans.set(name, plan);
    return plan;
  };
  for (const { layer, level } of layers) {
    for (const module of layer.settings.module) {
      const plan = planOf(module.name);
      if (module.why !== undefined && !plan.why.includes(module.why))
        plan.why.push(module.why);
      plan.written.push({ module, level });
    }
  }
  for (const { id, known, value } of sysctls) {
    if (value === undefined) continue;
    const needed =
      known?.module ??
      (value.type === "text" ? moduleOfValue(id, value.text) : undefined);
    if (needed !== undefined) planOf(needed).because.push(id);
  }
  return [...plans]
    .sort(([a], [b]) => compare(a, b))
    .map(([name, { why, because, written }]) => ({
      name,
      parameters: mergeParameters(written, faults),
      why,
      because,
    }));
}

interface Written {
  readonly module: WrittenModule;
  readonly level: number;
}

function mergeParameters(
  written: readonly Written[],
  faults: Diagnostic[],
): Readonly<Record<string, string>> {
  const merged = new Map<
    string,
    {
      readonly value: string;
      readonly from: Written;
      readonly rivals: readonly Written[];
    }
  >();
  for (const from of written) {
    for (const [parameter, value] of Object.entries(from.module.parameters)) {
      const earlier = merged.get(parameter);
      if (earlier?.from.level !== from.level) {
        merged.set(parameter, { value, from, rivals: [] });
      } else if (earlier.value !== value) {
        const rivals = [...earlier.rivals, from];
        merged.set(parameter, { ...earlier, rivals });
      }
    }
  }
  // What a higher level settles is no conflict any more.
  for (const [parameter, { from, rivals }] of merged) {
    faults.push(
      ...rivals.map((rival) =>
        parameterConflict(parameter, from.module, rival.module),
      ),
    );
  }
  return Object.fromEntries(
    [...merged]
      .sort(([a], [b]) => compare(a, b))
      .map(([name, { value }]) => [name, value]),
  );
}

function parameterConflict(
  parameter: string,
  one: WrittenModule,
  other: WrittenModule,
): Diagnostic {
  const [a, b] = inWrittenOrder(one, other);
  const value = (module: WrittenModule): string =>
    module.parameters[parameter] ?? "";
  return error(
    "conflict",
    b.origin.span,
    `${ownerName(b.origin)} gives ${b.name} ${parameter}=${value(b)}, and ${ownerName(a.origin)} ${parameter}=${value(a)}`,
    {
      why: "of two profiles neither wins: whichever did, it would do so without a word",
      help: `write the parameter on the role, or change one of the two (the other is at ${formatPlace(a.origin.span)})`,
      related: [{ message: "the other value", span: a.origin.span }],
    },
  );
}
