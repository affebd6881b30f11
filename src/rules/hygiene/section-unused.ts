import type { Owner } from "../../core/written.js";
import type { Spec } from "../../language/model.js";
import type { NodePlan, Plan } from "../../plan/types.js";
import { defineRule, type Report } from "../rule.js";

export const sectionUnused = defineRule({
  name: "section-unused",
  scope: "plan",
  severity: "warning",
  group: "hygiene",
  findsAbsence: true,
  summary: "A section of the spec that has no effect on any file",
  page: () => ({
    explanation:
      "The section looks active, but nothing follows from it: a profile or workload without settings, a workload that runs on no role, Cilium values that are all `null`, the options of a target that writes for no node of the spec, a priority for NixOS modules of nodes with another system, or the Prometheus matchers of a host that is like its role.",
    source: "docs/spec.md",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
targets:
  nixos: { priority: 50 }
`,
      at: "6:3",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: nixos }
targets:
  nixos: { priority: 50 }
`,
    },
  }),
  check: (plan, spec) => [
    ...carriers(plan, spec),
    ...cilium(spec),
    ...selectors(plan),
    ...targets(plan, spec),
    ...priorities(plan, spec),
  ],
});

/** Profiles and workloads of the spec's own file; a profile that nothing uses has a rule of its own. */
function carriers(
  { nodes }: Plan,
  { source, profiles, workloads }: Spec,
): readonly Report[] {
  const used = new Set(nodes.flatMap((node) => node.profiles));
  const empty = [
    ...[...profiles.values()].filter(({ owner }) => used.has(owner.name)),
    ...workloads.values(),
  ]
    .filter((carrier) => carrier.span.source === source && carrier.isBare)
    .map((carrier) => ({
      about: carrier,
      span: carrier.span,
      message: `${carrier.owner.kind} \`${carrier.owner.name}\` sets nothing`,
      why: "tunegen writes no file for it",
      help: "add its settings, or remove it",
    }));
  const nowhere = [...workloads.values()]
    .filter(({ roles }) => roles?.length === 0)
    .map((workload) => ({
      about: workload,
      span: workload.span,
      message: `workload \`${workload.owner.name}\` runs on no role`,
      why: "its list `roles` is empty, so no kubelet allows its sysctls",
      help: "name the roles that its pods run on, or remove `roles` for all of them",
    }));
  return [...empty, ...nowhere];
}

function cilium({ cilium: section }: Spec): readonly Report[] {
  return section === undefined ||
    section.values.length === 0 ||
    section.values.some(({ value }) => value !== null)
    ? []
    : [
        {
          about: section,
          span: section.span,
          message: "`cilium` sets no value",
          why: "the chart keeps all of its defaults",
          help: "add a value, or remove the section",
        },
      ];
}

/** The matchers of hosts for which Prometheus has the same alerts as for their role. */
function selectors({ nodes, monitoring }: Plan): readonly Report[] {
  const like = new Map<string, NodePlan["settings"]>();
  for (const { kind, name, settings } of nodes)
    if (kind === "role") like.set(name, settings);
  return nodes.flatMap(({ kind, name, role, settings }) => {
    const matchers = kind === "host" ? monitoring?.hosts.get(name) : undefined;
    const span = matchers && monitoring?.spans.get(matchers);
    return monitoring === undefined ||
      span === undefined ||
      like.get(role) !== settings
      ? []
      : [
          {
            about: monitoring,
            span,
            message: `the matchers of host \`${name}\` are not used`,
            why: `the host has the settings of its role \`${role}\`, so the alerts of the role apply to it`,
            help: "remove them",
          },
        ];
  });
}

/** Profiles, roles and hosts with a priority for NixOS modules that no node of theirs has. */
function priorities(
  { nodes }: Plan,
  { source, profiles, roles, hosts }: Spec,
): readonly Report[] {
  const layers = [...profiles.values(), ...roles.values(), ...hosts.values()];
  const stated = layers.filter(
    ({ priority }) => priority?.span.source === source,
  );
  if (stated.length === 0) return [];
  const ownersOf = (some: readonly NodePlan[]): ReadonlySet<string> =>
    new Set(
      some.flatMap(({ layers: own }) => own.map(({ owner }) => nameOf(owner))),
    );
  const ofNodes = ownersOf(nodes);
  const ofNixos = ownersOf(
    nodes.filter(({ platform }) => platform.settingsForm === "nixos-module"),
  );
  return stated.flatMap((layer) => {
    const { owner, priority } = layer;
    const isUsed = !ofNodes.has(nameOf(owner)) || ofNixos.has(nameOf(owner));
    return isUsed || priority === undefined
      ? []
      : [
          {
            about: layer,
            span: priority.span,
            message: `the priority of ${owner.kind} \`${owner.name}\` has no effect`,
            why: "none of its nodes has `os: nixos`",
            help: "remove `nixos`, or correct the fact `os`",
          },
        ];
  });
}

function nameOf({ kind, name }: Owner): string {
  return `${kind}\0${name}`;
}

/** Targets with options whose files are all of nodes that the spec does not have. */
function targets(plan: Plan, { targetFacts }: Spec): readonly Report[] {
  return targetFacts.flatMap(({ name, outputs, writesFor }) => {
    const settings = plan.targets.get(name);
    const isOfNodes = Object.values(outputs).some(({ per }) => per === "node");
    return settings?.span === undefined ||
      !isOfNodes ||
      plan.nodes.some(({ platform }) => writesFor(platform))
      ? []
      : [
          {
            about: settings,
            span: settings.span,
            message: `target \`${name}\` writes for no node of the spec`,
            why:
              settings.off === undefined
                ? "its options have no effect"
                : "there is nothing to switch off",
            help: "remove it from `targets`, or correct the fact `os` or `distribution` of the nodes that you want it for",
          },
        ];
  });
}
