import { none } from "../../core/none.js";
import { onceForText } from "../../core/once-for.js";
import type { Platform } from "../../core/platform.js";
import type { Span } from "../../core/source.js";
import { answerOf, type TargetFacts } from "../../core/target.js";
import type { Origin, Reasons } from "../../core/written.js";
import type { Layer, Spec } from "../../language/model.js";
import type { NodePlan } from "../../plan/types.js";
import { loweredKinds } from "../../plan/derive/lowered.js";
import type { SettingKind } from "../../settings/kind.js";
import {
  type NodeKind,
  nodeKindNames,
  nodeKinds,
} from "../../settings/registry.js";
import type { Setting } from "../../settings/setting.js";

/** A setting that no target of its node writes. */
export interface Unwritten {
  readonly node: NodePlan;
  readonly kind: NodeKind;
  /** The field of the section that it is about, where other fields are written. */
  readonly field: string | undefined;
  readonly about: Pick<Reasons, "accept">;
  readonly origin: Origin;
  /** Why not, as a clause; undefined where the facts do not tell which target writes for the node. */
  readonly reason: string | undefined;
  /** Where the spec switches the target off that would write it. */
  readonly off?: Span | undefined;
}

/** Lists the settings of a node that no target writes, of every kind. */
export function unwrittenOn(
  node: NodePlan,
  spec: Spec,
  answers: Answers = answersOf(node.platform, spec),
): readonly Unwritten[] {
  const layers = node.layers.flatMap(({ owner }) => layerOf(owner, spec) ?? []);
  return nodeKindNames.flatMap((kind) => {
    const found = planned(node, kind, answers);
    const of: SettingKind = nodeKinds[kind];
    return of.appliesTo === undefined
      ? found
      : [...found, ...layers.flatMap((layer) => unusable(node, kind, layer))];
  });
}

/** Tells whether a target writes some kinds or fields, or why not, and where the spec switches the target off. */
export type Answers = (parts: readonly string[]) => {
  readonly given: true | string | undefined;
  readonly off?: Span | undefined;
};

/** Returns what the targets of a platform write. */
export function answersOf(platform: Platform, spec: Spec): Answers {
  const targets = spec.targetFacts.filter(({ writesFor }) =>
    writesFor(platform),
  );
  const isOff = ({ name }: TargetFacts): boolean =>
    spec.targets.get(name)?.off !== undefined;
  const switchedOn = targets.filter((target) => !isOff(target));
  const switchedOff = targets.filter(isOff);
  const answerTo = onceForText((names): ReturnType<Answers> => {
    const parts = names.split(" ");
    const given = answer(parts, switchedOn, platform);
    const off = switchedOff.find(
      (target) => answer(parts, [target], platform) === true,
    );
    return given === true || off === undefined
      ? { given }
      : {
          given: `the target \`${off.name}\` is switched off`,
          off: spec.targets.get(off.name)?.off,
        };
  });
  return (parts) => answerTo(parts.join(" "));
}

/** What the plan has and no target writes. A companion is told with the setting that needs it. */
function planned(
  node: NodePlan,
  kind: NodeKind,
  answers: Answers,
): readonly Unwritten[] {
  const all: readonly Setting[] = node.settings[kind];
  if (all.length === 0) return [];
  const of: SettingKind = nodeKinds[kind];
  const has = (other: NodeKind): boolean =>
    node.settings[other].some(({ value }) => value !== undefined);
  const { given: whole, off } = answers([kind, ...loweredKinds(kind, node)]);
  if (whole === true && of.idle === undefined && of.fields === undefined)
    return none;
  return all.flatMap((setting): readonly Unwritten[] => {
    const { value, from } = setting;
    if (value === undefined || from.length === 0) return none;
    const nothing = of.idle?.(setting, has);
    if (whole !== true || nothing !== undefined) {
      const reason =
        whole === true ? nothing : (whole ?? unhandled(kind, node.platform));
      return from.map((origin) => ({
        node,
        kind,
        field: undefined,
        about: setting,
        origin,
        reason,
        off,
      }));
    }
    return (setting.fields ?? none).flatMap(({ name, written, text }) => {
      const { given: reason } = answers([`${kind}.${name}`]);
      if (reason === true || reason === undefined || text === "null") return [];
      const accept = new Map([...setting.accept, ...(written?.accept ?? [])]);
      const { origin } = written ?? setting;
      return [{ node, kind, field: name, about: { accept }, origin, reason }];
    });
  });
}

/** What is not planned, since the node cannot use it. */
function unusable(
  node: NodePlan,
  name: NodeKind,
  { settings }: Layer,
): readonly Unwritten[] {
  const kind: SettingKind = nodeKinds[name];
  return settings[name].flatMap((written) => {
    const reason = kind.appliesTo?.(written, node);
    return typeof reason === "string"
      ? [
          {
            node,
            kind: name,
            field: undefined,
            about: written,
            origin: written.origin,
            reason,
          },
        ]
      : [];
  });
}

/** `true` where a target writes all of it, else why one does not; undefined where none says anything. */
function answer(
  parts: readonly string[],
  targets: readonly TargetFacts[],
  platform: Platform,
): true | string | undefined {
  const answers = targets.map((target) => {
    const each = parts.map((part) => answerOf(target, part, platform));
    return each.every((one) => one === true)
      ? true
      : each.find((one) => one !== true);
  });
  return (
    answers.find((each) => each === true) ??
    answers.find((each) => each !== undefined)
  );
}

/** Why no target writes a kind for a platform; undefined where the spec does not say which platform it is. */
function unhandled(kind: NodeKind, platform: Platform): string | undefined {
  const { writtenBy }: SettingKind = nodeKinds[kind];
  if (writtenBy === "distribution")
    return platform.hasKubelet === undefined
      ? undefined
      : `tunegen has no target that writes them for ${platform.distributionLabel}`;
  return platform.settingsForm === undefined
    ? undefined
    : `tunegen has no target that writes them for ${platform.systemLabel}`;
}

function layerOf(
  { kind, name }: Layer["owner"],
  { profiles, roles, hosts }: Spec,
): Layer | undefined {
  switch (kind) {
    case "profile":
      return profiles.get(name);
    case "role":
      return roles.get(name);
    case "host":
      return hosts.get(name);
    case "workload":
    case "mount":
    case "spec":
      return undefined;
  }
}
