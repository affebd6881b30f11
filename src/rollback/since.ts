import { segmentTest } from "../catalogue/glob.js";
import type { SysctlKey } from "../core/key.js";
import type { NodePlan, Plan } from "../plan/types.js";
import { byKind } from "../settings/by-kind.js";
import {
  type NodeKind,
  nodeKindNames,
  type NodeSettings,
  type SettingOf,
  type SettingsOf,
} from "../settings/registry.js";
import type { Sysctl } from "../settings/sysctl/index.js";
import { settingText } from "../settings/setting-text.js";

/** What an earlier spec, to which a rollback goes back, says of a node. */
export interface Before {
  /** The revision or the file, as the user names it. */
  readonly name: string;
  readonly plan: Plan;
  /** Undefined for a node that the earlier spec does not have. */
  readonly node: NodePlan | undefined;
}

/** The settings in which two specs differ for a node. */
export interface Differing {
  /** Those that the present spec sets, and the earlier one otherwise or not at all. */
  readonly changed: NodeSettings;
  /** Those that only the earlier spec sets. */
  readonly removed: NodeSettings;
}

/** Finds a node in an earlier spec; a host that it does not have was a node of its role. */
export function nodeBefore(
  { kind, name, role }: NodePlan,
  { nodes }: Plan,
): NodePlan | undefined {
  return (
    nodes.find((each) => each.kind === kind && each.name === name) ??
    nodes.find((each) => each.kind === "role" && each.name === role)
  );
}

/** Finds what an earlier spec sets a key to: by its own line, or else by a pattern. */
export function sysctlBefore(
  { id, segments }: SysctlKey,
  { node }: Before,
): Sysctl | undefined {
  const set = node?.settings.sysctl.filter(({ value }) => value !== undefined);
  return (
    set?.find((each) => each.id === id) ??
    set?.find(
      ({ key }) =>
        key.isPattern &&
        key.segments.length === segments.length &&
        key.segments.every((segment, at) =>
          segmentTest(segment)(segments[at] ?? ""),
        ),
    )
  );
}

/** Finds in which settings two specs differ for a node; without an earlier one, in all. */
export function differing(
  { settings }: NodePlan,
  earlier: NodePlan | undefined,
): Differing {
  if (earlier === undefined)
    return { changed: settings, removed: select(nodeKindNames, () => []) };
  return {
    changed: select(nodeKindNames, (kind) => {
      const texts = textsOf(kind, earlier.settings);
      return setOf(kind, settings).filter(
        (setting) => texts.get(setting.id) !== settingText(kind, setting),
      );
    }),
    removed: select(nodeKindNames, (kind) => {
      const texts = textsOf(kind, settings);
      return setOf(kind, earlier.settings).filter(({ id }) => !texts.has(id));
    }),
  };
}

/** Both parts of a difference; where limits differ, with all services that have them. */
export function united(
  { changed, removed }: Differing,
  nodes: readonly NodePlan[],
): NodeSettings {
  const settings = select(nodeKindNames, (kind) => [
    ...setOf(kind, changed),
    ...setOf(kind, removed),
  ]);
  return settings.limit.length === 0
    ? settings
    : {
        ...settings,
        limitService: [
          ...new Map(
            nodes.flatMap(({ settings: { limitService } }) =>
              limitService.map((service) => [service.id, service] as const),
            ),
          ).values(),
        ],
      };
}

/** Whether there are no settings of any kind. */
export function isEmpty(settings: NodeSettings): boolean {
  return nodeKindNames.every((kind) => settings[kind].length === 0);
}

function select<K extends NodeKind>(
  kinds: readonly K[],
  of: <Each extends K>(kind: Each) => readonly SettingOf<Each>[],
): SettingsOf<K> {
  return byKind(kinds, of);
}

/** The settings of a kind that have a value. */
function setOf<K extends NodeKind>(
  kind: K,
  settings: NodeSettings,
): readonly SettingOf<K>[] {
  const all: readonly SettingOf<K>[] = settings[kind];
  return all.filter((setting) => settingText(kind, setting) !== undefined);
}

function textsOf(
  kind: NodeKind,
  settings: NodeSettings,
): ReadonlyMap<string, string | undefined> {
  return new Map(
    setOf(kind, settings).map((setting) => [
      setting.id,
      settingText(kind, setting),
    ]),
  );
}
