import { digits } from "../../core/amount-text.js";
import { ciliumSize } from "../../platform/component/cilium-maps.js";
import {
  exponentText,
  type Rendering,
  renderingOf,
} from "../../platform/component/cilium-numbers.js";
import type { CiliumPlan, CiliumValue } from "../../plan/types.js";
import type { Report } from "../rule.js";
import { reportTogether } from "./report-together.js";

/** Returns the sizes that the section's chart renders in one way. */
export function sizesRendered(
  { values, version }: CiliumPlan,
  rendering: Rendering,
): readonly CiliumValue[] {
  return values.filter(({ path, value }) => {
    const key = ciliumSize(path);
    return (
      key !== undefined &&
      typeof value === "number" &&
      renderingOf(key, value, version) === rendering
    );
  });
}

/** Reports sizes in one finding, at the first. */
export function reportSizes(
  sizes: readonly CiliumValue[],
  rule: string,
  report: (first: CiliumValue) => Pick<Report, "message" | "why" | "help">,
): readonly Report[] {
  return reportTogether(
    sizes.map((about) => ({ about, span: about.span })),
    rule,
    (first, others) => ({
      ...report(first.about),
      ...(others.length > 0 && {
        related: others.map(({ about, span }) => ({
          message: `the same holds for ${sizeWords(about)}`,
          span,
        })),
      }),
    }),
  );
}

/** `` `bpf.natMax`, 1,048,576 `` */
export function sizeWords({ path, value }: CiliumValue): string {
  return `\`${path.join(".")}\`, ${digits(BigInt(Number(value)))}`;
}

/** `1.048576e+06` */
export function exponentOf({ value }: CiliumValue): string {
  return exponentText(Number(value));
}
