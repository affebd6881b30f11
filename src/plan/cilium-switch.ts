import type { CiliumPlan, CiliumValue } from "./types.js";

/** Finds a switch of Cilium's bandwidth manager that the spec writes. */
export function bandwidthSwitch(
  cilium: CiliumPlan | undefined,
  name: "enabled" | "bbr",
): CiliumValue | undefined {
  return cilium?.values.find(
    ({ path }) => path.join(".") === `bandwidthManager.${name}`,
  );
}
