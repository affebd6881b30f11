import type { Layer, Spec, WrittenAllowance } from "../../language/model.js";
import { defineRule, type Report } from "../rule.js";

export const allowanceUnused = defineRule({
  name: "allowance-unused",
  scope: "plan",
  severity: "note",
  group: "hygiene",
  summary:
    "An unsafe sysctl that is allowed to pods, and that no workload of the spec sets",
  explanation:
    "What `allowedUnsafeSysctls` names, every pod of the node may set, and an unsafe sysctl can starve its neighbours. The list of the spec's own workloads is derived from their `sysctl`, together with what the distribution itself needs (K3s' own two, which the flag would otherwise replace), so that writing it by hand is rarely needed.",
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
  check: (_plan, spec) =>
    [...spec.profiles.values(), ...spec.roles.values(), ...spec.hosts.values()]
      .flatMap((layer) =>
        layer.settings.allowance.map((allowance) => ({ layer, allowance })),
      )
      .filter(({ layer, allowance }) => !isNeeded(allowance, layer, spec))
      .map(({ layer, allowance }): Report => ({
        about: layer,
        span: allowance.origin.span,
        message: `\`${allowance.pattern}\` is allowed to every pod, and no workload here sets it`,
        why: "any pod of the node may then set it; what the spec's workloads need is allowed without being named",
        help: "write the workload that needs it under `workloads`, remove the line, or accept it for workloads that are not in this spec",
      })),
});

function isNeeded(
  { pattern }: WrittenAllowance,
  layer: Layer,
  spec: Spec,
): boolean {
  const roles = rolesOf(layer, spec);
  const name = pattern.replaceAll("/", ".");
  const matches = (id: string): boolean =>
    name.endsWith("*") ? id.startsWith(name.slice(0, -1)) : id === name;
  return [...spec.workloads.values()].some(
    (workload) =>
      (workload.roles?.some((role) => roles.has(role.name)) ?? true) &&
      workload.sysctls.some(({ key }) => matches(key.id)),
  );
}

/** The roles whose nodes a layer bears on. */
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
