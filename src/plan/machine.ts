import {
  factsOf,
  mergeFacts,
  type StatedFacts,
  withImplied,
} from "../platform/facts.js";
import { platformOf } from "../platform/platform-of.js";
import type { Host, Role, Spec } from "../language/model.js";
import type { Machine } from "../settings/kind.js";

/** Returns the facts of a role, or of one of its hosts: the most specific statement of each fact wins. */
export function statedFacts(spec: Spec, role: Role, host?: Host): StatedFacts {
  return withImplied(mergeFacts(layersOf(spec, role, host)));
}

/** Turns stated facts into what a planned node has: its platform, and the facts without the platform's names. */
export function machineOf(stated: StatedFacts): Machine {
  return Object.freeze({
    facts: factsOf(stated),
    platform: platformOf(stated),
  });
}

/**
 * Opens a maker of machines that makes one for all nodes with the same facts: what the kernel and the system of a machine
 * come to is then computed once for all of them.
 */
export function openMachines(): (stated: StatedFacts) => Machine {
  const made = new Map<string, Machine>();
  const numbers = new Map<object, number>();
  const textOf = (value: unknown): string => {
    if (typeof value !== "object" || value === null) return String(value);
    // A kernel build, which is one object wherever its file is named.
    numbers.set(value, numbers.get(value) ?? numbers.size);
    return `#${numbers.get(value) ?? 0}`;
  };
  return (stated) => {
    const key = Object.entries(stated)
      .map(([name, value]) => `${name}=${textOf(value)}`)
      .sort()
      .join("\0");
    const known = made.get(key);
    if (known !== undefined) return known;
    const machine = machineOf(stated);
    made.set(key, machine);
    return machine;
  };
}

function layersOf(spec: Spec, role: Role, host?: Host): readonly StatedFacts[] {
  return [spec.facts, role.facts, ...(host === undefined ? [] : [host.facts])];
}
