import type { SysctlKey } from "../../core/key.js";
import { onceFor } from "../../core/once-for.js";
import type { Machine } from "../kind.js";
import type { WrittenSysctl } from "./written.js";

/**
 * Makes a function of a sysctl on a machine that computes its result once for each key: the hosts of a role set the same
 * few. The result may depend only on the machine and on what follows from the key.
 */
export function oncePerKey<Value>(
  compute: (written: WrittenSysctl, machine: Machine) => Value,
): (written: WrittenSysctl, machine: Machine) => Value {
  const resultsOn = onceFor<Machine, Map<SysctlKey, { readonly value: Value }>>(
    () => new Map(),
  );
  return (written, machine) => {
    const results = resultsOn(machine);
    const earlier = results.get(written.key);
    if (earlier !== undefined) return earlier.value;
    const value = compute(written, machine);
    results.set(written.key, { value });
    return value;
  };
}
