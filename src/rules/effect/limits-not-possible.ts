import { defineRule } from "../rule.js";

export const limitsNotPossible = defineRule({
  name: "limits-not-possible",
  scope: "node",
  severity: "warning",
  group: "effect",
  summary: "Limits of processes on Talos, which has nothing to set them by",
  explanation:
    "Talos has no PAM, no logins and no systemd: its services get their limits from Talos, and nothing of its machine configuration changes them. Containers get theirs from containerd; a base runtime spec may say otherwise for all of them, but that replaces what tunegen does not know. Nothing is written for such a node.",
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
            message: `\`limits\` cannot be set on ${platform.systemLabel}: nothing is written`,
            why: `${platform.systemLabel} has neither logins nor systemd`,
            help: "move them to a profile of the other roles, or write null here",
          },
        ];
  },
});
