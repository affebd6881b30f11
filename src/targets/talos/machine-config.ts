import { moduleParameter } from "../../encode/module.js";
import { yamlKey, yamlName, yamlString } from "../../encode/yaml.js";
import type { NodePlan } from "../../plan/types.js";
import type { Emission } from "../define-target.js";
import { allowanceItems } from "../shared/allowances.js";
import { fileHeader, moduleComment, nodeSubject } from "../shared/comments.js";
import { patchWiring } from "./patch-wiring.js";
import { anySetting, type Style } from "../shared/groups.js";
import { baseName } from "../shared/path.js";
import type { Mark } from "../setting-lines.js";
import type { Comment, GroupView } from "../shared/views.js";
import { installArguments, talosSysfs } from "./system.js";
import * as templates from "./templates.js";
import { talosUdevRules } from "./udev-rules.js";

type MachineEmission = Emission<"path">;

function header(
  { plan, pathOf }: MachineEmission,
  node: NodePlan,
  hasLists: boolean,
): Comment {
  return fileHeader(
    plan,
    nodeSubject(node),
    patchWiring(baseName(pathOf("path", node)), hasLists),
  );
}

/** Up to Talos 1.13: everything below `machine`. */
export function machineText(
  emission: MachineEmission,
  node: NodePlan,
  groups: readonly GroupView[],
): string {
  const { render, mark } = emission;
  const anySysctl = anySetting(groups);
  const modules = moduleViews(node, 6, mark);
  const allowedSysctls = allowanceItems(node, 8, mark);
  const sysfs = talosSysfs(node, 4, mark);
  const install = installArguments(node, 6, mark);
  const udevRules = talosUdevRules(node, 6, mark);
  const hasLists = [modules, allowedSysctls, install.items, udevRules].some(
    (list) => list.length > 0,
  );
  return render(templates.machine, {
    header: header(emission, node, hasLists),
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
 * From Talos 1.14: a document for each concern, which loads beside the older fields, too. Source: siderolabs/talos,
 * pkg/machinery/config/types/runtime/sysctl.go and kernel_module.go.
 */
export function documentsText(
  emission: MachineEmission,
  node: NodePlan,
  groups: readonly GroupView[],
): string {
  const { render, mark } = emission;
  const anySysctl = anySetting(groups);
  const modules = moduleViews(node, 0, mark);
  const sysfs = talosSysfs(node, 2, mark);
  const udevRules = talosUdevRules(node, 2, mark);
  const sysctlDocument =
    anySysctl ||
    (modules.length === 0 && sysfs.length === 0 && udevRules.length === 0);
  const hasLists =
    udevRules.length > 0 ||
    modules.some(({ parameters }) => parameters.length > 0);
  return render(templates.documents, {
    header: header(emission, node, hasLists),
    groups,
    anySysctl,
    sysctlDocument,
    modules: modules.map((module, index) => ({
      ...module,
      first: index === 0 && !sysctlDocument,
    })),
    sysfs: sysfs.length > 0 && {
      first: !sysctlDocument && modules.length === 0,
      params: sysfs,
    },
    udev: udevRules.length > 0 && {
      first: !sysctlDocument && modules.length === 0 && sysfs.length === 0,
      rules: udevRules,
    },
  });
}

/**
 * Keys are dotted, always: behind a first dot Talos swaps dots and slashes as sysctl.d does, so that
 * `bond0/30` is the interface bond0.30, while a slashed key would be another one than that of Talos' own default.
 */
export function style(indent: number, mark: Mark): Style {
  return {
    mark,
    indent,
    encode: ({ id, key }, value) =>
      !key.isPattern && { key: yamlKey(id), value: yamlString(value) },
    notes: ({ id, key }) =>
      key.isPattern ? [`Not set: ${id}. Talos does not expand patterns.`] : [],
  };
}

function moduleViews(
  node: NodePlan,
  indent: number,
  mark: Mark,
): readonly templates.TalosModuleView[] {
  return node.settings.module.map((module) => ({
    comment: moduleComment(module, indent),
    name: mark("module", module.id) + yamlName(module.id),
    parameters: Object.entries(module.value).map(([name, value]) =>
      yamlString(moduleParameter(name, value)),
    ),
  }));
}
