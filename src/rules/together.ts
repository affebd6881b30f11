import { listOf } from "../core/list-of.js";
import { type Diagnostic, sortDiagnostics } from "../core/diagnostic.js";
import { linesText } from "../core/lines-text.js";
import { uniteReaches } from "../core/reach.js";
import type { Span } from "../core/source.js";
import type { Rule, Together } from "./rule.js";

/** A diagnostic of a rule, with what keeps it apart from others of the rule. */
export interface Told<Code extends string> {
  readonly diagnostic: Diagnostic<Code>;
  readonly group: string | undefined;
}

/**
 * Makes one finding of those of a rule that say the same of several places of a file: at the first place, with the lines
 * of all. Only rules that declare `together` are told so.
 */
export function toldTogether<Code extends string>(
  { together }: Pick<Rule, "together">,
  found: readonly Told<Code>[],
): readonly Diagnostic<Code>[] {
  if (together === undefined || found.length < 2)
    return found.map(({ diagnostic }) => diagnostic);
  const groups = new Map<string, Diagnostic<Code>[]>();
  for (const { diagnostic, group = "" } of found) {
    const { span, why = "" } = diagnostic;
    const key = [span?.source.name ?? "", group, why].join("\0");
    listOf(groups, key).push(diagnostic);
  }
  return [...groups.values()].flatMap((alike) =>
    asOne(together, sortDiagnostics(alike)),
  );
}

function asOne<Code extends string>(
  { message, help }: Together,
  all: readonly Diagnostic<Code>[],
): readonly Diagnostic<Code>[] {
  const [first] = all;
  const places = all.flatMap(placeOf);
  if (first === undefined || places.length < 2) return all;
  const reach = uniteReaches(all.map((each) => each.reach));
  return [
    {
      ...first,
      message: `${message(places.length)}: ${linesText(places)}`,
      help,
      repeated: places.slice(1),
      ...(reach !== undefined && { reach }),
    },
  ];
}

function placeOf<Code extends string>({
  message,
  span,
}: Diagnostic<Code>): readonly { message: string; span: Span }[] {
  return span === undefined ? [] : [{ message, span }];
}
