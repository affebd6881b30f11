import { isGlob, keyOf } from "../../core/key.js";
import { defineRule } from "../rule.js";

export const sysfsPattern = defineRule({
  name: "sysfs-pattern",
  scope: "node",
  severity: "error",
  group: "effect",
  summary: "A pattern of sysfs paths on Talos, which takes paths literally",
  explanation:
    "systemd-tmpfiles expands `*`, `?` and `[…]` in a path, so that `block/sd*/queue/scheduler` means every disk that is there at boot. Talos writes to the file of that very name, finds none, and reports an error for ever.",
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
  check: ({ settings, platform }) =>
    settings.sysfs
      .filter(
        ({ id, value }) =>
          platform.expandsPatterns === false &&
          value !== undefined &&
          isGlob(keyOf(id.split("/"))),
      )
      .map((setting) => ({
        about: setting,
        span: setting.origin.span,
        message: `\`${setting.keyText}\` is a pattern, and ${platform.systemLabel} takes paths literally`,
        why: `${platform.systemLabel} would look for a file of that very name`,
        help: "name the devices",
      })),
});
