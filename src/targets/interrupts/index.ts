import type { Interrupts } from "../../settings/interrupts/index.js";
import { shellWord } from "../../encode/shell.js";
import type { NodePlan } from "../../plan/types.js";
import {
  defineTarget,
  type Emission,
  type TargetFile,
} from "../define-target.js";
import { fileHeader, nodeSubject } from "../shared/comments.js";
import {
  interruptsScript,
  scriptTemplate,
  settingComment,
} from "../shared/interrupts-script.js";
import { baseName } from "../shared/path.js";
import * as templates from "./templates.js";

/** Emits a script and its systemd unit, for a Linux without a target of its own. */
export const interrupts = defineTarget({
  name: "interrupts",
  summary:
    "A script that assigns interrupts and received packets to CPUs, for nodes with `os: linux`",
  outputs: {
    path: {
      path: "interrupts/{kind}-{name}/tunegen-interrupts",
      per: "node",
      description: "A script; its systemd unit is in the same folder",
    },
  },
  options: {},
  handles: { interrupts: true },
  writesFor: ({ settingsForm }) => settingsForm === "etc",
  templates: { ...templates, scriptTemplate },
  emit: (emission) =>
    emission.nodes.flatMap((node) =>
      node.settings.interrupts.flatMap((setting) =>
        files(emission, node, setting),
      ),
    ),
});

/** Where the script is installed: a folder that every Linux has, and that no package writes to. */
const FOLDER = "/usr/local/sbin";

function files(
  emission: Emission<"path">,
  node: NodePlan,
  setting: Interrupts,
): readonly TargetFile<"path">[] {
  const { plan, pathOf, render } = emission;
  const path = pathOf("path", node);
  const name = baseName(path);
  const subject = [...nodeSubject(node), ...settingComment(setting)];
  const header = (...wiring: readonly string[]) =>
    fileHeader(plan, subject, wiring);
  return [
    {
      output: "path",
      nodes: [node],
      install: {
        by: "copy",
        to: `${FOLDER}/${name}`,
        isProgram: true,
        apply: [],
      },
      text: interruptsScript(
        setting,
        header(
          `Install it as ${FOLDER}/${name}; ${name}.service runs it at boot.`,
          "irqbalance would move the interrupts again: stop it, or ban the interrupts that the script prints.",
        ),
        emission,
      ),
    },
    {
      output: "path",
      nodes: [node],
      install: {
        by: "copy",
        to: `/etc/systemd/system/${name}.service`,
        apply: [
          "systemctl daemon-reload",
          `systemctl enable ${shellWord(name)}`,
          `systemctl restart ${shellWord(name)}`,
        ],
      },
      path: `${path}.service`,
      text: render(templates.service, {
        header: header(
          `Install it as /etc/systemd/system/${name}.service, and the script beside it as ${FOLDER}/${name}; then run "systemctl daemon-reload" and "systemctl enable --now ${name}".`,
        ),
        path: `${FOLDER}/${name}`,
      }),
    },
  ];
}
