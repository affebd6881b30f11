import type { Spec } from "../../language/model.js";
import {
  carriersOf,
  type Written,
  writtenIn,
} from "../../language/written-settings.js";
import { kinds } from "../../settings/registry.js";
import type { Origin, Reasons } from "../../core/written.js";
import { defineRule, type Report } from "../rule.js";

export const reasonMissing = defineRule({
  name: "reason-missing",
  scope: "plan",
  severity: "note",
  group: "hygiene",
  findsAbsence: true,
  summary: "A setting without a reason",
  page: () => ({
    explanation:
      "Tuning outlives the problem that it solved, and only the reason tells whether a number is still needed. A comment at the end of the line is enough, and so is the `why` of its profile, role or workload. tunegen writes both into the generated files.",
    source: "docs/spec.md: `why`",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: 32768
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: 32768 # Bursts at the ingress
`,
    },
  }),
  together: {
    message: (count) => `${count} settings have no reason`,
    help: "add a comment at the end of each line, or a `why` to their profile, role or workload",
  },
  check: (_plan, spec) =>
    unreasoned(spec).map(({ about, name, span }): Report => ({
      about,
      span,
      message: `\`${name}\` has no reason`,
      why: "a year from now nobody will know whether it is still needed",
      help: "add a comment at the end of the line, or a `why` to its profile, role or workload",
    })),
});

interface Unreasoned {
  readonly about: Reasons;
  readonly name: string;
  readonly span: Origin["span"];
}

/** What is written without a reason of its own, in places that have none either. */
function unreasoned(spec: Spec): readonly Unreasoned[] {
  const { cilium } = spec;
  return [
    ...carriersOf(spec)
      .filter(hasNoReason)
      .flatMap((carrier) => writtenIn(carrier, hasNoReason))
      .filter(isUnreasoned)
      .map(({ setting }) => ({
        about: setting,
        name: setting.keyText,
        span: setting.origin.span,
      })),
    ...(cilium === undefined || !hasNoReason(cilium) ? [] : cilium.values)
      .filter(hasNoReason)
      .map((about) => ({
        about,
        name: about.path.join("."),
        span: about.span,
      })),
  ];
}

function isUnreasoned({ kind, setting, fields }: Written): boolean {
  return (
    kinds[kind].asksReason && hasNoReason(setting) && fields.every(hasNoReason)
  );
}

function hasNoReason({ why }: Reasons): boolean {
  return why === undefined;
}
