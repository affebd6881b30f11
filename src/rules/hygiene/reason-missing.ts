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
  summary: "A setting that nobody gives a reason for",
  explanation:
    "Tuning outlives the trouble it was written for. Who meets a number a year later must know what it was for, to judge whether it still is. A comment at the end of the setting's line is enough; so is the `why` of the profile, role or workload that it stands in. Both are written into the files.",
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
      why: "who reads it in a year cannot tell whether it is still needed",
      help: "write a comment at the end of the line, or `why` at the profile, role or workload that it stands in",
    })),
});

interface Written {
  readonly about: Reasons;
  readonly name: string;
  readonly span: Origin["span"];
}

/** What is written without a reason of its own, in places that have none either. */
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
