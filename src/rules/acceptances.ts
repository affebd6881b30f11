import { type Diagnostic, error, warning } from "../core/diagnostic.js";
import type { Spec } from "../language/model.js";
import { carriersOf, writtenIn } from "../language/written-settings.js";
import type { Acceptance, Reasons } from "../core/written.js";
import { nearest } from "../core/nearest.js";
import { acceptable } from "./codes.js";

/** Collects every `accept` of a spec. */
function acceptances(spec: Spec): readonly (readonly [string, Acceptance])[] {
  const { cilium, monitoring, targets } = spec;
  const reasons: readonly Pick<Reasons, "accept">[] = [
    ...carriersOf(spec).flatMap((carrier) => [
      carrier,
      ...writtenIn(carrier).flatMap(({ setting, fields }) => [
        setting,
        ...fields,
      ]),
    ]),
    ...targets.values(),
    ...(cilium === undefined ? [] : [cilium, ...cilium.values]),
    ...(monitoring === undefined ? [] : [monitoring, ...monitoring.alerts]),
  ];
  return reasons.flatMap(({ accept }) => [...accept]);
}

/**
 * Reports each `accept` that silences nothing: of an unknown rule, or without a finding or error, which was fixed or
 * never existed.
 */
export function idleAcceptances(
  spec: Spec,
  used: ReadonlySet<Acceptance>,
  crashed: ReadonlySet<string>,
): readonly Diagnostic[] {
  const names = acceptable();
  const all = acceptances(spec);
  const unknown = all
    .filter(([name]) => !names.has(name))
    .map(([name, { span }]) =>
      error("unknown-rule", span, `unknown rule \`${name}\` in \`accept\``, {
        help: suggestRule(name, names.keys()),
      }),
    );
  const unused = all
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
  return [...unknown, ...unused];
}

/** There are too many rules to list: a finding names its own in brackets. */
function suggestRule(name: string, names: Iterable<string>): string {
  const near = nearest(name, names);
  return near === undefined
    ? "write the name that the finding has in brackets, such as `equals-default`"
    : `did you mean \`${near}\`?`;
}
