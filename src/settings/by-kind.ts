import type { Kind } from "./registry.js";

/** Makes a record with the result of a function for each kind. */
export function byKind<
  K extends Kind,
  Made extends Readonly<Record<K, unknown>>,
>(names: readonly K[], make: <Each extends K>(name: Each) => Made[Each]): Made {
  const made: Partial<Made> = {};
  for (const name of names) made[name] = make(name);
  // Every name has its value now, which the type of a loop cannot express.
  return Object.freeze(made) as Made;
}
