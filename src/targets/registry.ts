import type { Plan } from "../plan/types.js";
import { cilium } from "./cilium/index.js";
import { interrupts } from "./interrupts/index.js";
import { k3s } from "./k3s/index.js";
import { kubeadm } from "./kubeadm/index.js";
import { mounts } from "./mounts/index.js";
import { nixos } from "./nixos/index.js";
import { pods } from "./pods/index.js";
import { prometheus } from "./prometheus/index.js";
import { type OwnTemplates, renderWith } from "./shared/template.js";
import { rke2 } from "./rke2/index.js";
import { sysctlD } from "./sysctl.d/index.js";
import { system } from "./system/index.js";
import { talos } from "./talos/index.js";
import type { OutputFile, Target, TargetName } from "./types.js";

/** Every target by its name: one that is missing here does not compile. */
export const targets: Readonly<Record<TargetName, Target>> = {
  nixos,
  talos,
  k3s,
  rke2,
  kubeadm,
  pods,
  "sysctl.d": sysctlD,
  system,
  cilium,
  interrupts,
  mounts,
  prometheus,
};

/** The names by which a user's own templates stand in for those of the targets. */
export function templateNames(): readonly string[] {
  const names = Object.values(targets).flatMap(({ templates }) =>
    Object.values(templates).map(({ name }) => name),
  );
  return [...new Set(names)].sort();
}

/**
 * The files of all targets, by target, then in the order of the plan.
 *
 * @param only the targets to emit; all, if left out
 * @param own templates that stand in for tunegen's
 */
export function emitAll(
  plan: Plan,
  only?: readonly TargetName[],
  own: OwnTemplates = new Map(),
): readonly OutputFile[] {
  const render = renderWith(own);
  return Object.values(targets)
    .filter((target) => only?.includes(target.name) ?? true)
    .flatMap((target) => target.emit(plan, render));
}
