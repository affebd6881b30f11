import type { Kind } from "./registry.js";

/** Makes a record of what a function gives for each kind. */
export function byKind<
  K extends Kind,
  Made extends Readonly<Record<K, unknown>>,
>(names: readonly K[], make: <Each extends K>(name: Each) => Made[Each]): Made {
  const made: Partial<Made> = {};
  for (const name of names) made[name] = make(name);
  // Every name has been given its value, which the type of a loop does not say.
  return Object.freeze(made) as Made;
}
