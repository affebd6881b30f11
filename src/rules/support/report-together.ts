import type { Report } from "../rule.js";

/** What a rule finds, and the place and carrier of it. */
type Found = Pick<Report, "about" | "span">;

/**
 * Reports what a rule finds in one finding, at the first place; each `accept` silences its own place only.
 *
 * @param found in the order of the spec
 */
export function reportTogether<F extends Found>(
  found: readonly F[],
  rule: string,
  report: (first: F, others: readonly F[]) => Omit<Report, keyof Found>,
): readonly Report[] {
  const isSilenced = ({ about }: F): boolean => about.accept.has(rule);
  const [first, ...others] = found.filter((each) => !isSilenced(each));
  return [
    ...found
      .filter(isSilenced)
      .map(({ about, span }): Report => ({ about, span, message: "" })),
    ...(first === undefined
      ? []
      : [{ about: first.about, span: first.span, ...report(first, others) }]),
  ];
}
