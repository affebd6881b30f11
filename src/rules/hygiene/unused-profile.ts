import { defineRule } from "../rule.js";

export const unusedProfile = defineRule({
  name: "unused-profile",
  scope: "plan",
  severity: "warning",
  group: "hygiene",
  summary: "A profile that no role and no host uses",
  explanation:
    "Nothing of such a profile is ever written, while its settings look as though they were in force. Profiles of an included file are not meant: a shared file serves several clusters, and none needs all of it.",
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
        message: `no role uses the profile \`${name}\``,
        why: "nothing of it is written",
        help: "name it under `profiles` of a role, or under `profiles: { add: … }` of a host, or remove it",
      }));
  },
});
