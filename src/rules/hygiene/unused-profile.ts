import { defineRule } from "../rule.js";

export const unusedProfile = defineRule({
  name: "unused-profile",
  scope: "plan",
  severity: "warning",
  group: "hygiene",
  findsAbsence: true,
  summary: "A profile that no role or host uses",
  page: () => ({
    explanation:
      "tunegen writes none of its settings, although they look active. Profiles of an included file are not reported: a shared file serves several clusters, and no cluster needs all of it.",
    source: "docs/spec.md: `profiles`",
    failing: {
      spec: `version: 1
profiles:
  bursts:
    sysctl:
      net.core.somaxconn: 32768 # Bursts at the ingress
roles:
  worker:
    node: { os: linux }
`,
      at: "3:3",
    },
    passing: {
      spec: `version: 1
profiles:
  bursts:
    sysctl:
      net.core.somaxconn: 32768 # Bursts at the ingress
roles:
  worker:
    node: { os: linux }
    profiles: [bursts]
`,
    },
  }),
  check: (_plan, { source, profiles, roles, hosts }) => {
    const used = new Set(
      [
        ...[...roles.values()].flatMap((role) => role.profiles),
        ...[...hosts.values()].flatMap(({ add }) => add),
      ].map(({ name }) => name),
    );
    return [...profiles]
      .filter(([name, { span }]) => !used.has(name) && span.source === source)
      .map(([name, profile]) => ({
        about: profile,
        span: profile.span,
        message: `profile \`${name}\` is not used by any role or host`,
        why: "tunegen writes none of its settings",
        help: "add it to `profiles` of a role or to `profiles: { add: … }` of a host, or remove it",
      }));
  },
});
