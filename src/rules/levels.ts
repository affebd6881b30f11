import { type Diagnostic, error } from "../core/diagnostic.js";
import { isErrorCode } from "../core/diagnostics/registry.js";
import { didYouMean } from "../core/nearest.js";
import type { Spec } from "../language/model.js";
import { adjustable } from "./codes.js";

/** Reports each name in the section `rules` of a spec that is no rule. */
export function unknownLevels({ ruleLevels }: Spec): readonly Diagnostic[] {
  if (ruleLevels.size === 0) return [];
  const names = adjustable();
  return [...ruleLevels]
    .filter(([name]) => !names.has(name))
    .map(([name, { span }]) =>
      isErrorCode(name)
        ? error(
            "unknown-rule",
            span,
            `\`${name}\` is an error of the language, which no level changes`,
            {
              why: "tunegen cannot build a spec with this error",
              help: "remove the line",
            },
          )
        : error("unknown-rule", span, `unknown rule \`${name}\` in \`rules\``, {
            help: didYouMean(name, names.keys()),
          }),
    );
}
