import { keyOf } from "../../core/key.js";
import { defineRule } from "../rule.js";

export const sysfsPattern = defineRule({
  name: "sysfs-pattern",
  scope: "node",
  severity: "error",
  group: "effect",
  summary: "A pattern of sysfs paths on Talos, which does not expand patterns",
  page: () => ({
    explanation:
      "systemd-tmpfiles expands `*`, `?` and `[…]` in a path, so `block/sd*/queue/scheduler` applies to every disk that exists at boot. Talos looks for a file with that literal name, does not find it, and logs errors in a loop.",
    source:
      "tmpfiles.d(5), w; siderolabs/talos, internal/app/machined/pkg/controllers/runtime/kernel_param_config.go",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: talos, osVersion: "1.11" }
    sysfs:
      block/sd*/queue/scheduler: none # Flash memory does not seek
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysfs:
      block/sd*/queue/scheduler: none # Flash memory does not seek
`,
    },
  }),
  check: ({ settings, platform }) =>
    settings.sysfs
      .filter(
        ({ id, value }) =>
          platform.expandsPatterns === false &&
          value !== undefined &&
          keyOf(id.split("/")).isPattern,
      )
      .map((setting) => ({
        about: setting,
        span: setting.origin.span,
        message: `\`${setting.keyText}\` is a pattern, which ${platform.systemLabel} does not expand`,
        why: `${platform.systemLabel} looks for a file with that literal name, does not find it, and logs errors in a loop`,
        help: "write one path for each device",
      })),
});
