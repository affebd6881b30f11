import type { Layer, Spec } from "../../language/model.js";
import type { WrittenAllowance } from "../../settings/allowance.js";
import { defineRule, type Report } from "../rule.js";

export const allowanceUnused = defineRule({
  name: "allowance-unused",
  scope: "plan",
  severity: "note",
  group: "hygiene",
  findsAbsence: true,
  summary:
    "An unsafe sysctl that pods may set, but no workload of the spec sets",
  page: () => ({
    explanation:
      "Every pod on the node may set a sysctl of `allowedUnsafeSysctls`, and an unsafe sysctl can take resources from other pods. tunegen derives the list from the `sysctl` of the spec's workloads, and adds the keys that the distribution needs (the two of K3s, which the flag would otherwise remove), so the list is rarely needed in the spec.",
    source:
      "https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/#safe-and-unsafe-sysctls",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
    allowedUnsafeSysctls: [net.core.somaxconn]
`,
      at: "5:28",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
    allowedUnsafeSysctls: [net.core.somaxconn]
workloads:
  ingress:
    sysctl:
      net.core.somaxconn: 32768 # Bursts
`,
    },
  }),
  check: (_plan, spec) =>
    [...spec.profiles.values(), ...spec.roles.values(), ...spec.hosts.values()]
      .flatMap((layer) =>
        layer.settings.allowance.map((allowance) => ({ layer, allowance })),
      )
      .filter(({ layer, allowance }) => !isNeeded(allowance, layer, spec))
      .map(({ layer, allowance }): Report => ({
        about: layer,
        span: allowance.origin.span,
        message: `\`${allowance.keyText}\` is allowed for every pod, but no workload of the spec sets it`,
        why: "every pod on the node may set it; tunegen allows the keys of the spec's workloads anyway",
        help: "add the workload that needs it under `workloads`, remove the line, or accept this finding for workloads outside this spec",
      })),
});

function isNeeded(
  { id: name }: WrittenAllowance,
  layer: Layer,
  spec: Spec,
): boolean {
  const roles = rolesOf(layer, spec);
  const matches = (id: string): boolean =>
    name.endsWith("*") ? id.startsWith(name.slice(0, -1)) : id === name;
  return [...spec.workloads.values()].some(
    (workload) =>
      (workload.roles?.some((role) => roles.has(role.name)) ?? true) &&
      workload.settings.podSysctl.some(({ id }) => matches(id)),
  );
}

/** Returns the roles to whose nodes a layer applies. */
function rolesOf({ owner }: Layer, spec: Spec): ReadonlySet<string> {
  if (owner.kind === "role") return new Set([owner.name]);
  const hosts = [...spec.hosts.values()].filter((host) =>
    owner.kind === "host"
      ? host.owner.name === owner.name
      : host.add.some(({ name }) => name === owner.name),
  );
  const roles = [...spec.roles.values()].filter(({ profiles }) =>
    profiles.some(({ name }) => name === owner.name),
  );
  return new Set([
    ...hosts.map(({ role }) => role.name),
    ...roles.map((role) => role.owner.name),
  ]);
}
