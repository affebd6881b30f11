import type {
  Layer,
  Spec,
  WrittenConntrack,
  WrittenSysctl,
} from "../../language/model.js";
import type { Origin, Reasons } from "../../core/written.js";
import { defineRule, type Report } from "../rule.js";

export const reasonMissing = defineRule({
  name: "reason-missing",
  scope: "plan",
  severity: "note",
  group: "hygiene",
  summary: "A setting without a reason",
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
  check: (_plan, spec) =>
    unreasoned(spec).map(({ about, name, span }): Report => ({
      about,
      span,
      message: `\`${name}\` has no reason`,
      why: "a year from now nobody will know whether it is still needed",
      help: "add a comment at the end of the line, or a `why` to its profile, role or workload",
    })),
});

interface Written {
  readonly about: Reasons;
  readonly name: string;
  readonly span: Origin["span"];
}

/** Returns the settings without a reason of their own, in places that have no reason either. */
function unreasoned(spec: Spec): readonly Written[] {
  const layers = [
    ...spec.profiles.values(),
    ...spec.roles.values(),
    ...spec.hosts.values(),
  ];
  const { workloads, cilium, conntrack } = spec;
  const everything: readonly Written[] = [
    ...layers.filter(hasNoReason).flatMap(ofLayer),
    ...[...workloads.values()]
      .filter(hasNoReason)
      .flatMap(({ sysctls }) => sysctls.map(ofSysctl)),
    ...(cilium === undefined || !hasNoReason(cilium)
      ? []
      : cilium.values.map((about) => ({
          about,
          name: about.path.join("."),
          span: about.span,
        }))),
    ...conntrack.map(ofField),
  ];
  return everything.filter(({ about }) => hasNoReason(about));
}

function hasNoReason({ why }: Reasons): boolean {
  return why === undefined;
}

function ofLayer(layer: Layer): readonly Written[] {
  return [
    ...layer.settings.sysctl.map(ofSysctl),
    ...layer.settings.module.map((about) => ({
      about,
      name: about.name,
      span: about.origin.span,
    })),
    ...layer.settings.conntrack.map(ofField),
    ...[
      ...layer.settings.limit,
      ...layer.settings.sysfs,
      ...layer.settings.kernelArgument,
    ].map((about) => ({
      about,
      name: about.keyText,
      span: about.origin.span,
    })),
  ];
}

function ofSysctl(about: WrittenSysctl): Written {
  return { about, name: about.keyText, span: about.origin.span };
}

function ofField(about: WrittenConntrack): Written {
  return { about, name: about.field, span: about.origin.span };
}
