import * as templates from "./templates.js";
import { commentLines } from "../../encode/comment.js";
import { moduleParameter } from "../../encode/module.js";
import { yamlKey, yamlName, yamlString } from "../../encode/yaml.js";
import { groupsOf } from "../../plan/groups.js";
import type { NodePlan, Plan } from "../../plan/types.js";
import { isGlob } from "../../core/key.js";
import { fileHeader, moduleComment, nodeSubject } from "../shared/comments.js";
import { anySetting, groupViews, type Style } from "../shared/groups.js";
import { talosUdevRules } from "./udev-rules.js";
import { baseName, outputPath } from "../shared/path.js";
import type { Render } from "../shared/template.js";
import { sharing } from "../shared/once-per-resolution.js";
import { proxyFile } from "./proxy.js";
import { installArguments, schematicFile, talosSysfs } from "./system.js";
import { hasDocuments } from "./version.js";
import type { Target } from "../types.js";
import type { Comment, GroupView, ItemView } from "../shared/views.js";
import type { TalosModuleView } from "./templates.js";

/** Machine configuration patches, in the shape of the node's Talos. */
export const talos: Target = {
  name: "talos",
  templates,
  emit: (plan, render) => {
    const nodes = plan.nodes.filter(
      ({ platform }) => platform.settingsForm === "machine-config",
    );
    const groups = sharing((node) =>
      groupViews(node, groupsOf(node), style(hasDocuments(node.facts) ? 2 : 4)),
    );
    return [
      ...nodes.map((node) => ({
        target: "talos" as const,
        path: outputPath(plan.targets.talos.path, node),
        text: hasDocuments(node.facts)
          ? documents(plan, node, groups(node), render)
          : machine(plan, node, groups(node), render),
      })),
      ...nodes.flatMap((node) => schematicFile(plan, node, render)),
      ...proxyFile(plan, nodes, render),
    ];
  },
};

function header(plan: Plan, node: NodePlan, note?: string): Comment {
  const name = baseName(outputPath(plan.targets.talos.path, node));
  return fileHeader(plan, nodeSubject(node), [
    "Apply it as a patch of the machine configuration:",
    `talosctl patch machineconfig --patch @${name}`,
    `talhelper: patches: ["@./${name}"], of the node or of its kind of nodes`,
    ...(note === undefined ? [] : [note]),
  ]);
}

/** Up to Talos 1.13: everything below `machine`. */
function machine(
  plan: Plan,
  node: NodePlan,
  groups: readonly GroupView[],
  render: Render,
): string {
  const anySysctl = anySetting(groups);
  const modules = moduleViews(node, 6);
  const allowedSysctls = allowed(node, 8);
  const sysfs = talosSysfs(node, 4);
  const install = installArguments(node, 6);
  const udevRules = talosUdevRules(node, 6);
  return render(templates.machine, {
    header: header(plan, node),
    groups,
    anySysctl,
    modules,
    allowedSysctls,
    sysfs,
    install,
    udevRules,
    empty:
      !anySysctl &&
      modules.length === 0 &&
      allowedSysctls.length === 0 &&
      sysfs.length === 0 &&
      install.items.length === 0 &&
      udevRules.length === 0,
  });
}

/**
 * From Talos 1.14: a document for each concern. Source: siderolabs/talos, pkg/machinery/config/types/runtime/sysctl.go
 * and kernel_module.go, types/k8s/kubelet.go (the kubelet's own configuration is under `config` there).
 */
function documents(
  plan: Plan,
  node: NodePlan,
  groups: readonly GroupView[],
  render: Render,
): string {
  const anySysctl = anySetting(groups);
  const modules = moduleViews(node, 0);
  const allowedSysctls = allowed(node, 4);
  const kubelet = allowedSysctls.length > 0;
  const sysfs = talosSysfs(node, 2);
  const udevRules = talosUdevRules(node, 2);
  const sysctlDocument =
    anySysctl ||
    (modules.length === 0 &&
      !kubelet &&
      sysfs.length === 0 &&
      udevRules.length === 0);
  return render(templates.documents, {
    header: header(
      plan,
      node,
      kubelet
        ? "Its KubeletConfig cannot be applied to a machine that still has machine.kubelet."
        : undefined,
    ),
    groups,
    anySysctl,
    sysctlDocument,
    modules: modules.map((module, index) => ({
      ...module,
      first: index === 0 && !sysctlDocument,
    })),
    kubelet: kubelet && {
      first: !sysctlDocument && modules.length === 0,
      allowedSysctls,
    },
    sysfs: sysfs.length > 0 && {
      first: !sysctlDocument && modules.length === 0 && !kubelet,
      params: sysfs,
    },
    udev: udevRules.length > 0 && {
      first:
        !sysctlDocument &&
        modules.length === 0 &&
        !kubelet &&
        sysfs.length === 0,
      rules: udevRules,
    },
  });
}

/**
 * Keys are dotted, always: behind a first dot Talos swaps dots and slashes as sysctl.d does, so that
 * `bond0/30` is the interface bond0.30, while a slashed key would be another one than that of Talos' own default.
 */
function style(indent: number): Style {
  return {
    indent,
    encode: ({ id, key }, value) =>
      !isGlob(key) && { key: yamlKey(id), value: yamlString(value) },
    notes: ({ id, key }) =>
      isGlob(key)
        ? [`${id} is not written: Talos does not expand patterns.`]
        : [],
  };
}

function moduleViews(
  node: NodePlan,
  indent: number,
): readonly TalosModuleView[] {
  return node.settings.module.map((module) => ({
    comment: moduleComment(module, indent),
    name: yamlName(module.name),
    parameters: Object.entries(module.parameters).map(([name, value]) =>
      yamlString(moduleParameter(name, value)),
    ),
  }));
}

function allowed(node: NodePlan, indent: number): readonly ItemView[] {
  return node.settings.allowance.map(({ pattern, because }) => ({
    comment: commentLines(because.join("; "), indent),
    value: yamlString(pattern),
  }));
}
