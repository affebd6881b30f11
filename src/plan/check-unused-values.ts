import type { Reporter } from "../core/report.js";
import type { Layer, Spec } from "../language/model.js";
import type { Machine, SettingKind } from "../settings/kind.js";
import {
  type NodeKind,
  nodeKindNames,
  nodeKinds,
} from "../settings/registry.js";
import { machineOf } from "./machine.js";

/**
 * Reports values in profiles that no node accepts, even if no node uses the profile, or every node overrides them.
 */
export function checkUnusedValues(spec: Spec, reporter: Reporter): void {
  const machine = machineOf({ pageSize: spec.facts.pageSize });
  for (const profile of spec.profiles.values()) {
    for (const name of nodeKindNames)
      checkKind(name, profile, machine, reporter);
  }
}

function checkKind(
  name: NodeKind,
  { settings }: Layer,
  machine: Machine,
  reporter: Reporter,
): void {
  const kind: SettingKind = nodeKinds[name];
  for (const written of settings[name]) {
    const { errors } = kind.onNode(written, machine);
    // Only the nodes that use the profile state their cores.
    reporter.add(errors.filter(({ code }) => code !== "missing-fact"));
  }
}
