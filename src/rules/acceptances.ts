import { type Diagnostic, error, warning } from "../core/diagnostic.js";
import type { Spec } from "../language/model.js";
import { carriersOf, writtenIn } from "../language/written-settings.js";
import type { Acceptance, Reasons } from "../core/written.js";
import { nearest } from "../core/nearest.js";
import type { NodeName } from "../core/reach.js";
import { acceptable } from "./codes.js";

/** Collects every `accept` of a spec. */
export function acceptances(
  spec: Spec,
): readonly (readonly [string, Acceptance])[] {
  const { cilium, monitoring, networkTest, rollouts, targets } = spec;
  // One that covers many places is found at each.
  const found = new Map<Acceptance, string>();
  const addOf = ({ accept }: Pick<Reasons, "accept">): void => {
    for (const [name, acceptance] of accept) found.set(acceptance, name);
  };
  for (const carrier of carriersOf(spec)) {
    addOf(carrier);
    for (const { setting, fields } of writtenIn(carrier, accepts)) {
      addOf(setting);
      fields.forEach(addOf);
    }
  }
  const others: readonly Pick<Reasons, "accept">[] = [
    ...targets.values(),
    ...(cilium === undefined ? [] : [cilium, ...cilium.values]),
    ...(monitoring === undefined ? [] : [monitoring, ...monitoring.alerts]),
    ...(networkTest === undefined ? [] : [networkTest]),
    ...rollouts.flatMap((rollout) => [rollout, ...rollout.stages]),
  ];
  others.forEach(addOf);
  return [...found].map(([acceptance, name]) => [name, acceptance]);
}

function accepts({ accept }: Reasons): boolean {
  return accept.size > 0;
}

/**
 * Reports each `accept` of an unknown rule, and each that silences nothing because the finding or error was fixed or never
 * existed.
 *
 * @param silent the rules that did not run
 * @param isPartial whether the spec has errors, so that findings of what was not read are missing
 */
export function acceptanceFindings(
  spec: Spec,
  silencing: ReadonlySet<Acceptance>,
  silent: ReadonlySet<string>,
  isPartial: boolean,
): readonly Diagnostic[] {
  const names = acceptable();
  const used = new Set([...silencing].flatMap(withThoseAround));
  const all = acceptances(spec);
  const unknown = all
    .filter(([name]) => !names.has(name))
    .map(([name, { span }]) =>
      error("unknown-rule", span, `unknown rule \`${name}\` in \`accept\``, {
        help: suggestRule(name, names.keys()),
      }),
    );
  const level = spec.ruleLevels.get("accept-unused")?.level ?? "warning";
  if (isPartial || level === "off") return unknown;
  const unused = all
    .filter(
      ([name, acceptance]) =>
        names.has(name) && !silent.has(name) && !used.has(acceptance),
    )
    .map(([name, { span }]) => ({
      ...warning(
        "accept-unused",
        span,
        `\`accept: ${name}\` silences nothing`,
        {
          why: "an unused `accept` would hide a future finding",
          help: "remove it",
        },
      ),
      severity: level,
    }));
  return [...unknown, ...unused];
}

/** There are too many rules to list: a finding names its own in brackets. */
function suggestRule(name: string, names: Iterable<string>): string {
  const near = nearest(name, names);
  return near === undefined
    ? "write the name that the finding has in brackets, such as `equals-default`"
    : `did you mean \`${near}\`?`;
}

/** An inner `accept` does not make an outer one idle. */
function withThoseAround(acceptance: Acceptance): readonly Acceptance[] {
  const { within } = acceptance;
  return within === undefined
    ? [acceptance]
    : [acceptance, ...withThoseAround(within)];
}

/** Returns, for a rule, what the roles and hosts of a spec accept of it on all of their nodes. */
export function acceptancesOfNodes({
  roles,
  hosts,
}: Spec): (rule: string) => (node: NodeName) => Acceptance | undefined {
  const nobody = (): undefined => undefined;
  const layers = [...roles.values(), ...hosts.values()];
  if (layers.every(({ accept }) => accept.size === 0)) return () => nobody;
  return (rule) =>
    ({ kind, name, role }) =>
      (kind === "host" ? hosts.get(name)?.accept.get(rule) : undefined) ??
      roles.get(role)?.accept.get(rule);
}

/** Takes the nodes that accept a finding off it; undefined if none is left. */
export function notAccepted<Name extends string>(
  diagnostic: Diagnostic<Name>,
  acceptedBy: (node: NodeName) => Acceptance | undefined,
  used: Set<Acceptance>,
): Diagnostic<Name> | undefined {
  const { reach } = diagnostic;
  if (reach === undefined) return diagnostic;
  const nodes = reach.nodes.filter((node) => {
    const acceptance = acceptedBy(node);
    if (acceptance !== undefined) used.add(acceptance);
    return acceptance === undefined;
  });
  if (nodes.length === reach.nodes.length) return diagnostic;
  return nodes.length === 0 ? undefined : { ...diagnostic, reach: { nodes } };
}
