import { commentLines } from "../../encode/comment.js";
import { moduleName, moduleOptions } from "../../encode/module.js";
import { sysctlName, sysctlValue } from "../../encode/sysctl.js";
import type { NodePlan } from "../../plan/types.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import {
  defineTarget,
  type Emission,
  type TargetFile,
} from "../define-target.js";
import { formerName, outranks } from "../../platform/sysctl-rank.js";
import {
  fileHeader,
  listed,
  moduleComment,
  nodeSubject,
  ONLY_REPLACES,
} from "../shared/comments.js";
import { entryView, groupViews, type Style } from "../shared/groups.js";
import { groupsOf } from "../../plan/groups.js";
import { type Follower, misplaced } from "../../plan/write-order.js";
import { baseName, modprobePath } from "../shared/path.js";
import type { Mark } from "../setting-lines.js";
import { sharing } from "../shared/once-per-resolution.js";
import type { EntryView, GroupView, ItemView } from "../shared/views.js";
import * as templates from "./templates.js";

/** Emits files for /etc/sysctl.d, modules-load.d and modprobe.d of a Linux without a target of its own. */
export const sysctlD = defineTarget({
  name: "sysctl.d",
  summary: "Sysctls and kernel modules, for nodes with `os: linux`",
  outputs: {
    path: {
      path: "sysctl.d/{kind}-{name}/sysctl.d/{rank}-tuning.conf",
      per: "node",
      placeholders: ["rank"],
      description:
        "A file for /etc/sysctl.d; {rank} becomes a prefix that outranks the files of the system: 99, 999 or zz",
    },
    modulesPath: {
      path: "sysctl.d/{kind}-{name}/modules-load.d/90-tuning.conf",
      per: "node",
      description:
        "A file for /etc/modules-load.d; module parameters are in a file for /etc/modprobe.d next to it",
    },
  },
  options: {},
  handles: { sysctl: true, module: true },
  writesFor: ({ settingsForm }) => settingsForm === "etc",
  templates,
  emit: (emission) => {
    const groups = sharing((node) => orderedGroups(node, emission.mark));
    const modules = sharing((node) => moduleViews(node, emission.mark));
    return emission.nodes.flatMap((node) => [
      settingsFile(emission, node, groups(node)),
      modulesFile(emission, node, modules(node)),
      ...parametersFile(emission, node),
    ]);
  },
});

type SysctlDEmission = Emission<"path" | "modulesPath">;
type SysctlDFile = TargetFile<"path" | "modulesPath">;

function settingsFile(
  { plan, pathOf, render }: SysctlDEmission,
  node: NodePlan,
  groups: readonly GroupView[],
): SysctlDFile {
  const name = baseName(pathOf("path", node));
  const isDefault =
    plan.targets.get("sysctl.d")?.paths.get("path")?.span === undefined;
  const wiring = [
    `Install it as /etc/sysctl.d/${name}; "systemctl restart systemd-sysctl" or "sysctl --system" applies it.`,
    rankWords(name, node),
    ...(isDefault
      ? [
          `Remove /etc/sysctl.d/${formerName} if it is there: this file had that name before.`,
        ]
      : []),
  ];
  return {
    output: "path",
    nodes: [node],
    install: {
      by: "copy",
      to: `/etc/sysctl.d/${name}`,
      apply: [
        ...(node.settings.module.length === 0
          ? []
          : ["systemctl restart systemd-modules-load"]),
        "sysctl --system",
      ],
    },
    text: render(templates.sysctls, {
      header: fileHeader(plan, nodeSubject(node), wiring),
      groups,
    }),
  };
}

/** Says over whose files this one wins. */
function rankWords(name: string, { platform }: NodePlan): string {
  const { distroLabel: label = "every known distribution" } = platform;
  const later = new Map(
    platform
      .sysctlFiles()
      .filter((file) => outranks(file.name, name))
      .map((file) => [file.name, `${file.name} (${file.by})`]),
  );
  const except =
    later.size === 0 ? "" : `, except ${listed([...later.values()])}`;
  return `It is applied after the files of ${label}${except}.`;
}

const styleWith = (mark: Mark): Style => ({
  mark,
  indent: 0,
  encode: (sysctl, value) => ({
    key: sysctlName(sysctl.key),
    value: sysctlValue(value),
  }),
  notes: ({ key, value }) =>
    key.isPattern
      ? ["systemd-sysctl and procps expand this pattern; busybox skips it."]
      : value?.type === "text" && value.text === ""
        ? [
            "systemd-sysctl and procps write the empty value; busybox keeps the old one.",
          ]
        : [],
});

/** Returns the groups of the plan, with the settings that others would override in a last group. */
function orderedGroups(node: NodePlan, mark: Mark): readonly GroupView[] {
  const style = styleWith(mark);
  const last = misplaced(node);
  if (last.size === 0) return groupViews(node, groupsOf(node), style);
  const groups = groupsOf(node).map((group) => ({
    ...group,
    sysctls: group.sysctls.filter((sysctl) => !last.has(sysctl)),
  }));
  return [
    ...groupViews(node, groups, style),
    {
      gap: true,
      heading: commentLines(
        "Written last: the settings above would reset them",
      ),
      entries: [...last].map(([sysctl, leaders]) =>
        afterLeaders(node, sysctl, leaders, style),
      ),
    },
  ];
}

function afterLeaders(
  node: NodePlan,
  sysctl: Sysctl,
  leaders: readonly Follower[],
  style: Style,
): EntryView {
  const notes = leaders.map(({ leader, why }) => `After ${leader.id}, ${why}.`);
  return entryView(node, sysctl, {
    ...style,
    notes: (of) => [...(style.notes?.(of) ?? []), ...notes],
  });
}

/** Emits the file even without modules, so that a path that is installed never disappears. */
function modulesFile(
  { plan, pathOf, render }: SysctlDEmission,
  node: NodePlan,
  modules: readonly ItemView[],
): SysctlDFile {
  const name = baseName(pathOf("modulesPath", node));
  const wiring = [
    `Install it as /etc/modules-load.d/${name}. At boot, keys whose module is not loaded are skipped.`,
    ...(node.settings.module.length === 0
      ? [`No setting needs a module. ${ONLY_REPLACES}`]
      : []),
  ];
  return {
    output: "modulesPath",
    nodes: [node],
    install: { by: "copy", to: `/etc/modules-load.d/${name}`, apply: [] },
    text: render(templates.modulesLoad, {
      header: fileHeader(plan, nodeSubject(node), wiring),
      modules,
    }),
  };
}

function moduleViews(node: NodePlan, mark: Mark): readonly ItemView[] {
  return node.settings.module.map((module) => ({
    comment: moduleComment(module, 0),
    value: mark("module", module.id) + moduleName(module.id),
  }));
}

/** Emits the options of modules, which modules-load.d does not support. */
function parametersFile(
  { plan, pathOf, render, mark }: SysctlDEmission,
  node: NodePlan,
): readonly SysctlDFile[] {
  const modules = node.settings.module.filter(
    ({ value }) => Object.keys(value).length > 0,
  );
  if (modules.length === 0) return [];
  const path = modprobePath(pathOf("modulesPath", node));
  const wiring = `Install it as /etc/modprobe.d/${baseName(path)}; it takes effect the next time a module is loaded.`;
  return [
    {
      output: "modulesPath",
      nodes: [node],
      install: {
        by: "copy",
        to: `/etc/modprobe.d/${baseName(path)}`,
        apply: [],
      },
      path,
      text: render(templates.modprobe, {
        header: fileHeader(plan, nodeSubject(node), [wiring]),
        options: modules.map((module) => ({
          comment: moduleComment(module, 0),
          value:
            mark("module", module.id) + moduleOptions(module.id, module.value),
        })),
      }),
    },
  ];
}
