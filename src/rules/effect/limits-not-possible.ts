import { defineRule } from "../rule.js";

export const limitsNotPossible = defineRule({
  name: "limits-not-possible",
  scope: "node",
  severity: "warning",
  group: "effect",
  summary: "Process limits on Talos, which cannot set them",
  explanation:
    "Talos has no PAM, no logins and no systemd. Talos sets the limits of its services, and no field of the machine configuration changes them. containerd sets the limits of containers; a base runtime spec can override them for all containers, but it would replace settings that tunegen does not know. tunegen writes no limits for such a node.",
  source:
    "https://docs.siderolabs.com/talos/latest/reference/configuration/v1alpha1/config",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: talos, osVersion: "1.11" }
    limits:
      nofile: 1048576 # Many connections
`,
    at: "6:7",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: talos, osVersion: "1.11" }
    sysctl:
      fs.inotify.max_user_watches: 1048576 # Many watched files
`,
  },
  check: ({ settings, platform }) => {
    const [limit] = settings.limit.filter(({ value }) => value !== undefined);
    return platform.hasLogins !== false || limit === undefined
      ? []
      : [
          {
            about: limit,
            span: limit.origin.span,
            message: `\`limits\` cannot be set on ${platform.systemLabel}, so tunegen does not write them`,
            why: `${platform.systemLabel} has no logins and no systemd`,
            help: "move them to a profile of the other roles, or write `null` here",
          },
        ];
  },
});
