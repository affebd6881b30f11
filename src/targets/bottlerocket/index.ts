import { keysOf } from "../../core/keys-of.js";
import { moduleName } from "../../encode/module.js";
import { sysctlName } from "../../encode/sysctl.js";
import { tomlBareKey, tomlString } from "../../encode/toml.js";
import { groupsOf } from "../../plan/groups.js";
import type { NodePlan } from "../../plan/types.js";
import { defineTarget } from "../define-target.js";
import type { Mark } from "../setting-lines.js";
import { allowanceItems } from "../shared/allowances.js";
import { fileHeader, moduleComment, nodeSubject } from "../shared/comments.js";
import { groupViews, type Style } from "../shared/groups.js";
import { namedComment, written } from "../shared/named-comment.js";
import { sharing } from "../shared/once-per-resolution.js";
import { baseName } from "../shared/path.js";
import { kernelParameters } from "./kernel-parameters.js";
import { type BottlerocketSetting, firstRelease } from "./releases.js";
import { resourceLimitView } from "./resource-limits.js";
import * as templates from "./templates.js";

/** Emits settings of Bottlerocket, which has no files to install: its API and its user data take them. */
export const bottlerocket = defineTarget({
  name: "bottlerocket",
  summary: "Settings for nodes with `distro: bottlerocket`",
  outputs: {
    path: {
      path: "bottlerocket/{kind}-{name}.toml",
      per: "node",
      description: "Settings for the user data or for `apiclient apply`",
    },
  },
  options: {},
  handles: {
    sysctl: true,
    module: true,
    allowance: true,
    limit: true,
    limitService: true,
    kernelArgument: true,
    hugepages:
      "Bottlerocket keeps no order of kernel arguments, and each number of huge pages must follow its size; set `vm.nr_hugepages` for pages of the default size",
    sysfs: "Bottlerocket has no setting for /sys",
    interrupts: "Bottlerocket has no setting for /sys and /proc/irq",
  },
  writesFor: ({ settingsForm }) => settingsForm === "user-data",
  templates,
  emit: (emission) => {
    const { plan, nodes, pathOf, render, mark } = emission;
    const groups = sharing((node) =>
      groupViews(node, groupsOf(node), styleWith(mark)),
    );
    return nodes.map((node) => {
      const view = {
        sysctls: groups(node),
        ...settingsOf(node, mark),
      };
      const path = baseName(pathOf("path", node));
      return {
        output: "path",
        nodes: [node],
        text: render(templates.userData, {
          header: fileHeader(plan, nodeSubject(node), wiring(node, view, path)),
          ...view,
        }),
      };
    });
  },
});

type Settings = Omit<templates.UserDataView, "header">;

const styleWith = (mark: Mark): Style => ({
  mark,
  indent: 0,
  encode: ({ key }, value) => ({
    key: tomlString(sysctlName(key)),
    value: tomlString(value),
  }),
});

function settingsOf(node: NodePlan, mark: Mark): Omit<Settings, "sysctls"> {
  const { module, limit, limitService } = node.settings;
  const services = limitService
    .map(({ id }) => mark("limitService", id))
    .join("");
  return {
    modules: module.map((each) => ({
      comment: moduleComment(each, 0),
      value: mark("module", each.id) + tomlBareKey(moduleName(each.id)),
    })),
    parameters: kernelParameters(node, mark),
    limits: written(limit).map((each) =>
      resourceLimitView(
        each.value,
        namedComment(node, each, 0),
        mark("limit", each.id) + services,
      ),
    ),
    allowedSysctls: allowanceItems(node, 2, mark, tomlString),
  };
}

/**
 * Says how to apply the settings. Sources: bottlerocket-os/bottlerocket-core-kit 3.1.1,
 * packages/early-boot-config/early-boot-config.service (user data), sources/api/apiclient/src/apply.rs (patches only),
 * sources/api/thar-be-settings/src/service.rs (services in the order of a hash map);
 * bottlerocket-os/bottlerocket#1584 (nothing removes a setting, as a comment of February 2026 still says).
 */
function wiring(
  { settings }: NodePlan,
  view: Settings,
  name: string,
): readonly string[] {
  const release = firstRelease(usedSettings(view));
  if (release === undefined) return ["This node needs no settings."];
  const reboot =
    view.parameters.length === 0
      ? ""
      : '; kernel parameters and parameters of modules take effect after "apiclient reboot"';
  return [
    "New nodes: merge it into their user data, which Bottlerocket reads only at the first boot. TOML allows each table once: where the user data already has a table, add these lines to it.",
    `Running nodes: apiclient apply < ${name}${reboot}.`,
    "A setting that is removed here keeps its value on running nodes, since apiclient removes nothing: apply the former value, or replace the nodes.",
    `Requires Bottlerocket ${release} or later; older releases refuse the settings as a whole.`,
    ...(settings.module.some(({ because }) => because.length > 0)
      ? [
          "At boot, Bottlerocket may write a sysctl before it loads the module that has it. It logs the error and does not retry.",
        ]
      : []),
  ];
}

function usedSettings(view: Settings): readonly BottlerocketSetting[] {
  const { sysctls, modules, parameters, limits, allowedSysctls } = view;
  const used: Readonly<Record<BottlerocketSetting, readonly unknown[]>> = {
    "settings.kernel.sysctl": sysctls,
    "settings.kernel.modules.*.autoload": modules,
    "settings.boot.reboot-to-reconcile": parameters,
    "settings.oci-defaults.resource-limits.*": limits,
    "settings.kubernetes.allowed-unsafe-sysctls": allowedSysctls,
  };
  return keysOf(used).filter((setting) => used[setting].length > 0);
}
