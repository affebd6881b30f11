import type { NodePlan } from "../plan/types.js";
import { settingPath } from "../settings/setting-text.js";
import type { Comparison } from "./types.js";
import { unseen } from "./unseen.js";

/** Settings that no value of the kernel shows: those of programs, and limits of login sessions. */
export function compareElsewhere({
  settings,
}: NodePlan): readonly Comparison[] {
  const { limit, limitService, kubeProxy, allowance } = settings;
  return [
    ...(limitService.length > 0 ? [] : limit).map((setting) =>
      unseen(
        {
          kind: "limit",
          name: settingPath("limit", setting),
          expected: "",
          span: setting.origin.span,
        },
        "not in the kernel",
        "each login session has limits of its own",
      ),
    ),
    ...kubeProxy.map((setting) =>
      unseen(
        {
          kind: "kubeProxy",
          name: settingPath("kubeProxy", setting),
          expected: setting.value,
          span: setting.origin.span,
        },
        "not in the kernel",
        "it is in the configuration of kube-proxy",
      ),
    ),
    ...allowance.map((setting) =>
      unseen(
        {
          kind: "allowance",
          name: settingPath("allowance", setting),
          expected: "",
          span: setting.origin.span,
        },
        "not in the kernel",
        "it is in the configuration of the kubelet",
      ),
    ),
  ];
}
