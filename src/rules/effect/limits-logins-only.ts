import { nodeName } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

export const limitsLoginsOnly = defineRule({
  name: "limits-logins-only",
  scope: "node",
  severity: "warning",
  group: "effect",
  summary: "Limits that reach who logs in, and no service and no container",
  explanation:
    "/etc/security/limits.conf is read by pam_limits when somebody logs in. systemd starts its services without PAM and gives them limits of its own, and a container has those of the service that started it: `nofile` in limits.conf changes neither an ingress controller nor a kubelet. `services` names the units that get the same limits by a drop-in: the container runtime, for what runs in containers.",
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
  check: (node) => {
    const { settings, platform } = node;
    const [limit] = settings.limit.filter(({ value }) => value !== undefined);
    if (
      limit === undefined ||
      settings.limitService.length > 0 ||
      // Without logins they reach nothing at all, and another rule says so.
      platform.hasLogins !== true
    )
      return [];
    const kubernetes = platform.hasKubelet === true;
    return [
      {
        about: limit,
        span: limit.origin.span,
        message: `the limits of ${nodeName(node)} reach logins alone`,
        why: kubernetes
          ? "no pod and no part of Kubernetes is started by a login"
          : "systemd's services and containers get limits of their own",
        help: `name the services that must have them: services: [${platform.runtimeService ?? "containerd"}]`,
      },
    ];
  },
});
