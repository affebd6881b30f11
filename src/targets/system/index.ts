import * as templates from "./templates.js";
import { posix } from "node:path";
import { grubLine, kernelArguments } from "../../encode/kernel-arguments.js";
import {
  dropInFolder,
  limitsLine,
  loginLimits,
  systemdLimit,
} from "../../encode/limits.js";
import { sysfsWrite } from "../../encode/tmpfiles.js";
import type { NodePlan, Plan } from "../../plan/types.js";
import { fileHeader, nodeSubject } from "../shared/comments.js";
import {
  deviceNotes,
  namedComment,
  saidOnce,
  written,
} from "../shared/named-comment.js";
import { outputPath } from "../shared/path.js";
import type { Render, Template } from "../shared/template.js";
import type { OutputFile, Target } from "../types.js";
import type { LinesView } from "./templates.js";

/**
 * Limits, sysfs and kernel arguments of a Linux that has no target of its own: a folder laid out as /etc, with only the
 * files that the node needs.
 */
export const system: Target = {
  name: "system",
  templates,
  emit: (plan, render) =>
    plan.nodes
      .filter((node) => node.platform.settingsForm === "etc")
      .flatMap((node) => [
        ...limitsFile(plan, node, render),
        ...dropIns(plan, node, render),
        ...sysfsFile(plan, node, render),
        ...grubFile(plan, node, render),
      ]),
};

type Lines = LinesView["entries"];

/** One file, or none where it would say nothing. */
function file(
  plan: Plan,
  node: NodePlan,
  path: string,
  wiring: readonly string[],
  entries: Lines,
  template: Template<LinesView>,
  render: Render,
): readonly OutputFile[] {
  if (entries.length === 0) return [];
  return [
    {
      target: "system",
      path: posix.join(outputPath(plan.targets.system.path, node), path),
      text: render(template, {
        header: fileHeader(plan, nodeSubject(node), [
          `Install it as /etc/${path}${wiring[0] ?? "."}`,
          ...wiring.slice(1),
        ]),
        entries: saidOnce(entries),
      }),
    },
  ];
}

function limitsFile(
  plan: Plan,
  node: NodePlan,
  render: Render,
): readonly OutputFile[] {
  return file(
    plan,
    node,
    "security/limits.d/90-tuning.conf",
    [
      "; it counts from the next login.",
      "It reaches who logs in, and neither systemd's services nor containers. `*` leaves root out, who is named beside it.",
    ],
    written(node.settings.limit).map((limit) => ({
      comment: namedComment(node, limit, 0),
      lines: loginLimits(limit.value).map(limitsLine),
    })),
    templates.limits,
    render,
  );
}

/** A drop-in for each service: what containers get, they get from the service that starts them. */
function dropIns(
  plan: Plan,
  node: NodePlan,
  render: Render,
): readonly OutputFile[] {
  const entries = written(node.settings.limit).map((limit) => {
    const { directive, value } = systemdLimit(limit.value);
    return {
      comment: namedComment(node, limit, 0),
      lines: [`${directive}=${value}`],
    };
  });
  return node.settings.limitService.flatMap(({ name }) =>
    file(
      plan,
      node,
      `systemd/system/${dropInFolder(name)}/90-tuning.conf`,
      [`; "systemctl daemon-reload" and a restart of ${name} apply it.`],
      entries,
      templates.dropIn,
      render,
    ),
  );
}

function sysfsFile(
  plan: Plan,
  node: NodePlan,
  render: Render,
): readonly OutputFile[] {
  return file(
    plan,
    node,
    "tmpfiles.d/90-tuning.conf",
    [
      '; "systemd-tmpfiles --create" applies it, and every boot does.',
      "A line whose file does not exist is passed over.",
    ],
    written(node.settings.sysfs).map((setting) => ({
      comment: namedComment(node, setting, 0, deviceNotes(setting)),
      lines: [sysfsWrite(setting.id, setting.value)],
    })),
    templates.tmpfiles,
    render,
  );
}

function grubFile(
  plan: Plan,
  node: NodePlan,
  render: Render,
): readonly OutputFile[] {
  return file(
    plan,
    node,
    "default/grub.d/90-tuning.cfg",
    [
      '; "update-grub" and a reboot apply it.',
      "Only GRUB of Debian and its derivatives reads this folder: give any other boot loader the same words.",
    ],
    written(node.settings.kernelArgument).map((argument) => ({
      comment: namedComment(node, argument, 0),
      lines: [grubLine(kernelArguments(argument.value))],
    })),
    templates.grubDefault,
    render,
  );
}
