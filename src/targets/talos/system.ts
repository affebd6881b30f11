import * as templates from "./templates.js";
import { commentLines } from "../../encode/comment.js";
import { kernelArguments } from "../../encode/kernel-arguments.js";
import { yamlKey, yamlString } from "../../encode/yaml.js";
import type { NodePlan } from "../../plan/types.js";
import { isAtLeast } from "../../core/version.js";
import { keyOf } from "../../core/key.js";
import type { Mark } from "../setting-lines.js";
import type { Emission, TargetFile } from "../define-target.js";
import { fileHeader, nodeSubject } from "../shared/comments.js";
import { namedComment, saidOnce, written } from "../shared/named-comment.js";
import { settingMark } from "../shared/setting-mark.js";
import type { Comment, ItemView, CommentedSetting } from "../shared/views.js";

/**
 * `machine.sysfs` up to Talos 1.13, a SysfsConfig document from 1.14. Keys are dotted, as for sysctls: a dot inside a
 * name becomes a slash. Source: siderolabs/talos, pkg/machinery/config/types/runtime/sysfs.go.
 */
export function talosSysfs(
  node: NodePlan,
  indent: number,
  mark: Mark,
): readonly CommentedSetting[] {
  return saidOnce(
    written(node.settings.sysfs).flatMap((setting) => {
      const key = keyOf(setting.id.split("/"));
      // Talos does not expand patterns; the rule `sysfs-pattern` reports them.
      if (key.isPattern) return [];
      return [
        {
          comment: namedComment(node, setting, indent),
          key: settingMark(mark, "sysfs", setting) + yamlKey(key.id),
          value: yamlString(setting.value),
        },
      ];
    }),
  );
}

/** Views kernel arguments as items of a YAML list; each comment precedes the first word of its argument. */
function argumentItems(
  node: NodePlan,
  indent: number,
  mark: Mark,
): readonly ItemView[] {
  return saidOnce(
    written(node.settings.kernelArgument).flatMap((argument) =>
      kernelArguments(argument.value).map((word) => ({
        comment: namedComment(node, argument, indent),
        value: settingMark(mark, "kernelArgument", argument) + yamlString(word),
      })),
    ),
  );
}

/**
 * `machine.install.extraKernelArgs`, which GRUB is given when Talos is installed or upgraded. Talos 1.12 and later
 * generate configurations that refuse it (`grubUseUKICmdline`), and systemd-boot, usual from 1.10 on, ignores it.
 * Source: siderolabs/talos, pkg/machinery/config/types/v1alpha1/v1alpha1_validation.go;
 * https://docs.siderolabs.com/talos/v1.11/platform-specific-installations/bare-metal-platforms/bootloader
 */
export function installArguments(
  node: NodePlan,
  indent: number,
  mark: Mark,
): { readonly note: Comment; readonly items: readonly ItemView[] } {
  const { osVersion } = node.facts;
  const items =
    isAtLeast(osVersion, "1.12") === false
      ? argumentItems(node, indent, mark)
      : [];
  const note =
    isAtLeast(osVersion, "1.10") === false
      ? "They take effect with the next upgrade of Talos."
      : "Under GRUB they take effect with the next upgrade of Talos. systemd-boot ignores them and uses those of schematic.yaml.";
  return { note: items.length === 0 ? [] : commentLines(note, indent), items };
}

/** The Image Factory's schematic: from Talos 1.10 on the words are part of the image, for systemd-boot and GRUB's UKI. */
export function schematicFiles(
  { plan, render, mark }: Emission,
  node: NodePlan,
): readonly TargetFile<"schematicPath">[] {
  const items = argumentItems(node, 4, mark);
  if (items.length === 0 || isAtLeast(node.facts.osVersion, "1.10") === false)
    return [];
  const text = render(templates.schematic, {
    header: fileHeader(plan, nodeSubject(node), [
      "Add it to the schematic of the node's image, and upgrade to the image that the Image Factory builds from it:",
      "curl -X POST --data-binary @schematic.yaml https://factory.talos.dev/schematics",
    ]),
    arguments: items,
  });
  return [{ output: "schematicPath", nodes: [node], text }];
}
