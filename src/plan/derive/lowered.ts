import type { Reporter } from "../../core/report.js";
import { answerOf, type TargetFacts } from "../../core/target.js";
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
  const clashing = new Set<Setting>();
  const all: Readonly<Record<string, readonly Setting[]>> = settings;
  for (const [name, kind] of Object.entries(kinds)) {
    if (kind.lower === undefined) continue;
    let note = kind.loweredNote;
    for (const setting of all[name] ?? []) {
      if (setting.value === undefined) continue;
      for (const lowered of kind.lower(setting)) {
        const written = clashOf(lowered, settings);
        if (written !== undefined && !clashing.has(written)) {
          clashing.add(written);
          reportClash(written, kind, setting, reporter);
        }
        const { id, value } = lowered;
        const { why, ownerWhy, refs, accept } = setting;
        const common = {
          ...companionOf(setting, id),
          ...{ why, ownerWhy, refs, accept },
          loweredFrom: { kind: name, id: setting.id, note },
        };
        note = undefined;
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

/** Leaves out what settings come to whose kind a target does not handle on the node. */
export function withHandled(
  node: NodePlan,
  target: Pick<TargetFacts, "handles" | "handlesOn">,
): NodePlan {
  const isHandled = ({ loweredFrom }: Setting): boolean =>
    loweredFrom === undefined ||
    answerOf(target, loweredFrom.kind, node.platform) === true;
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
    settings[each].some(({ loweredFrom }) => loweredFrom?.kind === kind),
  );
}

/** Finds a setting of the spec that has the name of what another one comes to. */
function clashOf(
  lowered: Lowered,
  settings: NodeSettings,
): Setting | undefined {
  const names = [
    lowered.id,
    ...(lowered.kind === "kernelArgument" ? namesIn(lowered.value) : []),
  ];
  const all: readonly Setting[] = settings[lowered.kind];
  return all.find(({ id, value }) => value !== undefined && names.includes(id));
}

function reportClash(
  { keyText, origin: { span } }: Setting,
  { section }: SettingKind,
  other: Setting,
  reporter: Reporter,
): void {
  reporter.error(
    "conflict",
    span,
    `\`${keyText}\` is also set by \`${section}.${other.keyText}\``,
    {
      why: "the one that is applied last wins",
      help: "keep one of the two",
      related: [{ message: "the other", span: other.origin.span }],
    },
  );
}

function namesIn({ name, followedBy }: KernelWords): readonly string[] {
  return followedBy === undefined ? [name] : [name, ...namesIn(followedBy)];
}
