import type { nearArgument } from "../../../src/catalogue/near-arguments.js";
import type { re2Problem } from "../../../src/language/re2.js";

/** What few specs need of the compiler: each part is a script, which the page loads when a spec asks for it. */
export interface Parts {
  readonly matchers: { readonly re2Problem: typeof re2Problem };
  readonly arguments: { readonly nearArgument: typeof nearArgument };
}

/** The name of a part; its script is `playground-` and that name. */
export type PartName = keyof Parts;

declare global {
  /** The parts whose scripts have run. */
  var tunegenParts: Partial<Parts> | undefined;
}

const missed = new Set<PartName>();

/** Gives a part to the compiler; while it is undefined, the compiler works as if it found nothing. */
export function partOf<Name extends PartName>(
  name: Name,
): Parts[Name] | undefined {
  const part = globalThis.tunegenParts?.[name];
  if (part === undefined) missed.add(name);
  return part;
}

/** Runs the compiler, and lists the parts that it asked for and did not get. */
export function withMissed<Result>(run: () => Result): {
  readonly result: Result;
  readonly missed: readonly PartName[];
} {
  missed.clear();
  const result = run();
  return { result, missed: [...missed] };
}
