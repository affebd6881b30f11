import { type Diagnostic, error, warning } from "../core/diagnostic.js";
import type { Spec } from "../language/model.js";
import { carriersOf, writtenIn } from "../language/written-settings.js";
import type { Acceptance, Reasons } from "../core/written.js";
import { didYouMean } from "../core/nearest.js";
import { acceptable } from "./codes.js";

/** Collects every `accept` of a spec. */
function acceptances(spec: Spec): readonly (readonly [string, Acceptance])[] {
  const { cilium, monitoring } = spec;
  const reasons: readonly Reasons[] = [
    ...carriersOf(spec).flatMap((carrier) => [
      carrier,
      ...writtenIn(carrier).flatMap(({ setting, fields }) => [
        setting,
        ...fields,
      ]),
    ]),
    ...(cilium === undefined ? [] : [cilium, ...cilium.values]),
    ...(monitoring === undefined ? [] : [monitoring, ...monitoring.alerts]),
  ];
  return reasons.flatMap(({ accept }) => [...accept]);
}

/** Reports an `accept` of an unknown rule, which silences nothing. */
export function unknownAcceptances(spec: Spec): readonly Diagnostic[] {
  const names = acceptable();
  return acceptances(spec)
    .filter(([name]) => !names.has(name))
    .map(([name, { span }]) =>
      error("unknown-rule", span, `unknown rule \`${name}\` in \`accept\``, {
        help: didYouMean(name, names.keys()),
      }),
    );
}

/** Reports an `accept` without a finding or error: it was fixed, or never existed. */
export function unusedAcceptances(
  spec: Spec,
  used: ReadonlySet<Acceptance>,
  crashed: ReadonlySet<string>,
): readonly Diagnostic[] {
  const names = acceptable();
  return acceptances(spec)
    .filter(
      ([name, acceptance]) =>
        names.has(name) && !crashed.has(name) && !used.has(acceptance),
    )
    .map(([name, { span }]) =>
      warning("accept-unused", span, `\`accept: ${name}\` silences nothing`, {
        why: "an unused `accept` would hide a future finding",
        help: "remove it",
      }),
    );
}
