import { defineRule } from "../rule.js";

export const limitsLoginsOnly = defineRule({
  name: "limits-logins-only",
  scope: "node",
  severity: "warning",
  group: "effect",
  findsAbsence: true,
  summary:
    "Limits that apply to login sessions only, not to services or containers",
  page: () => ({
    explanation:
      "pam_limits reads /etc/security/limits.conf when a user logs in. systemd starts services without PAM and with limits of their own, and a container inherits those of the service that started it: `nofile` in limits.conf changes neither an ingress controller nor a kubelet. `services` names the units that get the same limits in a drop-in; for containers, name the container runtime.",
    source: "pam_limits(8); systemd.exec(5), Process Properties",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    limits:
      nofile: 1048576 # Many connections
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    limits:
      nofile: 1048576 # Many connections
      services: [containerd]
`,
    },
  }),
  check: (node) => {
    const { settings, platform } = node;
    const [limit] = settings.limit.filter(({ value }) => value !== undefined);
    if (
      limit === undefined ||
      settings.limitService.length > 0 ||
      // Without logins they cannot be set at all; another rule reports that.
      platform.hasLogins !== true
    )
      return [];
    const kubernetes = platform.hasKubelet === true;
    return [
      {
        about: limit,
        span: limit.origin.span,
        message: "`limits` apply to login sessions only",
        why: kubernetes
          ? "no login session starts a pod or a component of Kubernetes"
          : "systemd services and containers get limits of their own",
        help: `name the services that need these limits: \`services: [${platform.runtimeService ?? "containerd"}]\``,
      },
    ];
  },
});
