import type { NodePlan } from "../plan/types.js";
import type { Comparison } from "./types.js";
import { unseen } from "./unseen.js";

/** Settings that no value of the kernel shows: those of programs, and limits of login sessions. */
export function compareElsewhere({
  settings,
}: NodePlan): readonly Comparison[] {
  const { limit, limitService, kubeProxy, allowance } = settings;
  return [
    ...(limitService.length > 0 ? [] : limit).map(({ id, origin: { span } }) =>
      unseen(
        { kind: "limit", name: `limits.${id}`, expected: "", span },
        "not in the kernel",
        "each login session has limits of its own",
      ),
    ),
    ...kubeProxy.map(({ id, value, origin: { span } }) =>
      unseen(
        { kind: "kubeProxy", name: `kubeProxy.${id}`, expected: value, span },
        "not in the kernel",
        "it is in the configuration of kube-proxy",
      ),
    ),
    ...allowance.map(({ id, origin: { span } }) =>
      unseen(
        {
          kind: "allowance",
          name: `allowedUnsafeSysctls ${id}`,
          expected: "",
          span,
        },
        "not in the kernel",
        "it is in the configuration of the kubelet",
      ),
    ),
  ];
}
