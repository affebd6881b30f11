import type { Reporter } from "../../core/report.js";
import type { KernelWords } from "../../encode/kernel-arguments.js";
import type { Lowered, SettingKind } from "../../settings/kind.js";
import { nodeKinds, type NodeSettings } from "../../settings/registry.js";
import type { Setting } from "../../settings/setting.js";
import type { NodePlan } from "../types.js";
import { companionOf } from "./companion.js";

/** Adds to a node's settings those that settings of other kinds come to; one that is written as well is an error. */
export function deriveLowered(
  settings: NodeSettings,
  reporter: Reporter,
  kinds: Readonly<Record<string, SettingKind>> = nodeKinds,
): NodeSettings {
  const kernelArgument: Setting<KernelWords>[] = [];
  const sysfs: Setting<string>[] = [];
  const all: Readonly<Record<string, readonly Setting[]>> = settings;
  for (const [name, kind] of Object.entries(kinds)) {
    if (kind.lower === undefined) continue;
    for (const setting of all[name] ?? []) {
      if (setting.value === undefined) continue;
      for (const lowered of kind.lower(setting)) {
        checkWritten(lowered, setting, settings, reporter);
        const { id, value } = lowered;
        const { why, ownerWhy, refs } = setting;
        const shared = { why, ownerWhy, refs, id, keyText: id };
        const common = {
          ...companionOf(setting),
          ...shared,
          loweredFrom: name,
        };
        if (typeof value === "string") sysfs.push({ ...common, value });
        else kernelArgument.push({ ...common, value });
      }
    }
  }
  if (kernelArgument.length + sysfs.length === 0) return settings;
  return {
    ...settings,
    kernelArgument: [...settings.kernelArgument, ...kernelArgument],
    sysfs: [...settings.sysfs, ...sysfs],
  };
}

/** Leaves out what settings come to whose kind a target does not handle. */
export function withHandled(
  node: NodePlan,
  handles: Readonly<Record<string, true | string>>,
): NodePlan {
  const isHandled = ({ loweredFrom }: Setting): boolean =>
    loweredFrom === undefined || handles[loweredFrom] === true;
  const { kernelArgument, sysfs } = node.settings;
  // What is made once for all hosts of a role is found by this very object.
  if (kernelArgument.every(isHandled) && sysfs.every(isHandled)) return node;
  return {
    ...node,
    settings: {
      ...node.settings,
      kernelArgument: kernelArgument.filter(isHandled),
      sysfs: sysfs.filter(isHandled),
    },
  };
}

/** Lists the kinds that the settings of a kind come to on a node. */
export function loweredKinds(
  kind: string,
  { settings }: NodePlan,
): readonly Lowered["kind"][] {
  return (["kernelArgument", "sysfs"] as const).filter((each) =>
    settings[each].some(({ loweredFrom }) => loweredFrom === kind),
  );
}

function checkWritten(
  { kind, id }: Lowered,
  { keyText, origin }: Setting,
  settings: NodeSettings,
  reporter: Reporter,
): void {
  const written = settings[kind].find((each) => each.id === id);
  if (written === undefined) return;
  reporter.error(
    "conflict",
    written.origin.span,
    `\`${written.keyText}\` is also set by \`${keyText}\``,
    {
      why: "the one that is applied last wins",
      help: "keep one of the two",
      related: [{ message: "the other", span: origin.span }],
    },
  );
}
