import { listOf } from "../../core/list-of.js";
import { joinNames } from "../../core/name-list.js";
import type { BootWrite } from "../../core/own-values.js";
import type { Writing } from "../../core/platform.js";

/** How many systems are named before the rest become "others". */
const NAMED = 3;

/** Describes who sets a key at boot, those who do the same together: `Talos`, `sets 10 by default`. */
export function bootWritings(writes: readonly BootWrite[]): readonly Writing[] {
  // What comes before a certain write is overridden.
  const last = writes.findLastIndex(({ sure }) => sure);
  const byWords = new Map<string, string[]>();
  for (const write of writes.slice(Math.max(last, 0))) {
    const does = wordsOf(write);
    const names = listOf(byWords, does);
    if (!names.includes(write.by)) names.push(write.by);
  }
  return [...byWords].map(([does, names]) => ({
    who: namesOf(names),
    does: names.length > 1 ? does.replace(/^sets /u, "set ") : does,
  }));
}

function wordsOf({ value, sure, when }: BootWrite): string {
  const condition = when === undefined ? "" : ` ${when}`;
  if (value === undefined)
    return sure ? "sets it by default" : `may set it at boot${condition}`;
  return `sets ${value} by default${condition}`;
}

function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, NAMED);
  const more = names.length - shown.length;
  return joinNames([
    ...shown,
    ...(more > 0 ? [`${more} ${more === 1 ? "other" : "others"}`] : []),
  ]);
}
