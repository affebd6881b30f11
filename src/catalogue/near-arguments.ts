import { distance } from "fastest-levenshtein";
import { compare } from "../core/diagnostic.js";
import {
  documentedArguments,
  otherArguments,
} from "./data/kernel-arguments.js";

/** Shorter names are similar to too many others. */
const SHORTEST = 5;
/** From this length on, two edits are still a slip. */
const LONG = 8;

let known: ReadonlySet<string> | undefined;

function knownNames(): ReadonlySet<string> {
  known ??= new Set(`${documentedArguments} ${otherArguments}`.split(/\s+/u));
  return known;
}

/**
 * Finds the documented kernel argument that a name probably stands for; undefined for a known name, and without a
 * similar one.
 */
export function nearArgument(id: string): string | undefined {
  const names = knownNames();
  if (names.has(id) || id.length < SHORTEST) return undefined;
  const module = moduleOf(id);
  const most = id.length < LONG ? 1 : 2;
  let best: { readonly name: string; readonly away: number } | undefined;
  for (const name of names) {
    if (moduleOf(name) !== module || name.length < SHORTEST) continue;
    if (Math.abs(name.length - id.length) > most) continue;
    const away = distance(id.toLowerCase(), name.toLowerCase());
    if (away > most) continue;
    if (
      best === undefined ||
      away < best.away ||
      (away === best.away && compare(name, best.name) < 0)
    )
      best = { name, away };
  }
  return best?.name;
}

/** `intel_idle` of `intel_idle.max_cstate`; empty for an argument of the kernel itself. */
function moduleOf(name: string): string {
  return name.slice(0, Math.max(0, name.indexOf(".")));
}
