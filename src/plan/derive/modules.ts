import { compare } from "../../core/diagnostic.js";
import {
  moduleOfValue,
  usuallyBuiltIn,
} from "../../catalogue/module-of-value.js";
import { listOf } from "../../core/list-of.js";
import type { Module } from "../../settings/module.js";
import type { Machine } from "../../settings/kind.js";
import { moduleOnNode } from "../../platform/kernel-supply.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import { companionOf } from "./companion.js";

/**
 * Adds the modules without which a sysctl would not take effect to those of the spec, except those that the node's kernel
 * has built in; sorted by name.
 */
export function deriveModules(
  modules: readonly Module[],
  sysctls: readonly Sysctl[],
  machine: Machine,
): readonly Module[] {
  const needed = new Map<string, Sysctl[]>();
  for (const sysctl of sysctls) {
    const name = moduleFor(sysctl);
    if (name === undefined) continue;
    if (needed.has(name) || !isThere(name, machine))
      listOf(needed, name).push(sysctl);
  }
  const written = new Set(modules.map(({ id }) => id));
  const causesOf = (name: string): readonly string[] =>
    (needed.get(name) ?? []).map(({ id }) => id);
  const ofSpec = modules.map((module) =>
    needed.has(module.id)
      ? { ...module, because: [...module.because, ...causesOf(module.id)] }
      : module,
  );
  const others = [...needed].flatMap(([id, [first]]) =>
    first === undefined || written.has(id)
      ? []
      : {
          ...companionOf(first, id),
          value: {},
          because: causesOf(id),
        },
  );
  return [...ofSpec, ...others].sort((a, b) => compare(a.id, b.id));
}

/** Whether a node has a module without loading it. */
function isThere(name: string, machine: Machine): boolean {
  const supply = moduleOnNode(name, machine);
  return (
    supply === "built in" || (supply === undefined && usuallyBuiltIn.has(name))
  );
}

function moduleFor({ id, known, value }: Sysctl): string | undefined {
  if (value === undefined) return undefined;
  return (
    known?.module ??
    (value.type === "text" ? moduleOfValue(id, value.text) : undefined)
  );
}
