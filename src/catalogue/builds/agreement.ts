import type { KernelBuild } from "../../core/kernel-build.js";
import { environmentOf } from "./environment.js";
import { evaluate } from "./evaluate.js";
import { parseExpression } from "./expression.js";
import { valueText } from "./value-text.js";

/** A row of `catalogue/builds/kernels.tsv`, as far as an expression may ask for it. */
export type Configuration = Pick<
  KernelBuild,
  "arch" | "platform" | "flavour" | "option"
>;

/**
 * Computes what a default is on all of some builds; empty if it is not known on one of them, or they differ. Only the
 * catalogue's compiler asks: `agreedDefault` reads its result.
 *
 * @param text the expression of the default
 */
export function agreedValue(
  text: string,
  builds: readonly Configuration[],
): string {
  const expression = parseExpression(text);
  const values = builds.map((build) =>
    evaluate(expression, environmentOf(build)),
  );
  const [first] = values;
  return first !== undefined && values.every((value) => value === first)
    ? valueText(first)
    : "";
}
