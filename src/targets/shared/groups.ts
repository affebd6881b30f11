import { commentLines } from "../../encode/comment.js";
import type { NodePlan, SettingGroup } from "../../plan/types.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import { valueText } from "../../settings/sysctl/value.js";
import type { Mark } from "../setting-lines.js";
import { groupHeading, settingComment } from "./comments.js";
import type { EntryView, GroupView, SettingView } from "./views.js";

/** How a target writes its settings. */
export interface Style<S extends SettingView = SettingView> {
  readonly mark: Mark;
  /** Columns before each comment line. */
  readonly indent: number;
  /** `value` is what the kernel is to read; false where the target has no way to write the setting. */
  readonly encode: (sysctl: Sysctl, value: string) => false | S;
  /** Notes of this target on a setting, below its comment. */
  readonly notes?: (sysctl: Sysctl) => readonly string[];
}

/** Views settings for a template, in the order in which the target writes them; references once per group. */
export function groupViews<S extends SettingView>(
  node: NodePlan,
  groups: readonly SettingGroup[],
  style: Style<S>,
): readonly GroupView<S>[] {
  return groups
    .filter((group) => group.sysctls.length > 0)
    .map((group, index) => {
      const seen = new Set(group.refs);
      return {
        gap: index > 0,
        heading: groupHeading(group, node, style.indent),
        entries: apart(
          group.sysctls.map((sysctl) => {
            const refs =
              sysctl.refs.length === 0
                ? sysctl.refs
                : sysctl.refs.filter((ref) => !seen.has(ref));
            for (const ref of refs) seen.add(ref);
            return entryView(node, sysctl, style, refs);
          }),
        ),
      };
    });
}

/** Keeps a comment without a setting apart from the next one, which it would otherwise seem to describe. */
function apart<S>(entries: readonly EntryView<S>[]): readonly EntryView<S>[] {
  return entries.map((entry, index) =>
    entries[index - 1]?.setting === false ? { ...entry, gap: true } : entry,
  );
}

/** Views one setting with its comment; `refs` are those that the group has not shown yet. */
export function entryView<S extends SettingView>(
  node: NodePlan,
  sysctl: Sysctl,
  { indent, encode, notes, mark }: Style<S>,
  refs: readonly string[] = sysctl.refs,
): EntryView<S> {
  const { id, value } = sysctl;
  const setting = value !== undefined && encode(sysctl, valueText(value));
  const comment = settingComment(sysctl, node.facts, indent, refs);
  const noted = notes?.(sysctl) ?? [];
  const marked = mark("sysctl", id);
  // A large spec has hundreds of thousands of settings, and nearly all have neither notes nor marks.
  return {
    gap: false,
    comment:
      noted.length === 0
        ? comment
        : [...comment, ...noted.flatMap((note) => commentLines(note, indent))],
    setting:
      setting === false || marked === ""
        ? setting
        : { ...setting, key: marked + setting.key },
  };
}

/** Tells whether any group has a setting, and not only comments. */
export function anySetting(groups: readonly GroupView<unknown>[]): boolean {
  return groups.some((group) =>
    group.entries.some((entry) => entry.setting !== false),
  );
}
