import { posix } from "node:path";
import {
  dropInFolder,
  limitsLine,
  loginLimits,
  systemdLimit,
} from "../../encode/limits.js";
import { shellWord } from "../../encode/shell.js";
import { sysfsWrite } from "../../encode/tmpfiles.js";
import type { NodePlan } from "../../plan/types.js";
import { defineTarget, type Emission } from "../define-target.js";
import type { Mark } from "../setting-lines.js";
import { fileHeader, nodeSubject } from "../shared/comments.js";
import {
  deviceNotes,
  namedComment,
  saidOnce,
  written,
} from "../shared/named-comment.js";
import { settingMark } from "../shared/setting-mark.js";
import type { Template } from "../shared/template.js";
import {
  argumentsFiles,
  noArguments,
  noHugePages,
} from "./kernel-arguments.js";
import * as templates from "./templates.js";

/**
 * Emits limits, sysfs values and kernel arguments for a Linux without a target of its own: a folder laid out as /etc,
 * with only the files that the node needs. Kernel arguments have the form of the node's boot loader.
 */
export const system = defineTarget({
  name: "system",
  summary:
    "Limits, sysfs values and kernel arguments, for nodes with `os: linux`",
  outputs: {
    path: {
      path: "system/{kind}-{name}",
      per: "node",
      description:
        "A folder laid out like /etc: limits.d, systemd drop-ins, tmpfiles.d; and kernel arguments",
    },
  },
  options: {},
  handles: {
    limit: true,
    limitService: true,
    sysfs: true,
    hugepages: true,
    kernelArgument: true,
  },
  handlesOn: { kernelArgument: noArguments, hugepages: noHugePages },
  writesFor: ({ settingsForm }) => settingsForm === "etc",
  templates,
  emit: (emission) =>
    emission.nodes.flatMap((node) =>
      [...etcFiles(node, emission), ...argumentsFiles(node, emission)]
        .filter(({ entries }) => entries.length > 0)
        .map(({ path, wiring, entries, install, text }) => ({
          output: "path" as const,
          nodes: [node],
          install,
          path: posix.join(emission.pathOf("path", node), path),
          text: text({
            header: fileHeader(emission.plan, nodeSubject(node), wiring),
            entries: saidOnce(entries),
          }),
        })),
    ),
});

/** A file of /etc; none is written where there are no entries. */
interface EtcFile {
  /** Below /etc. */
  readonly path: string;
  /** What follows on where it is installed, line by line. */
  readonly wiring: readonly string[];
  readonly entries: templates.LinesView["entries"];
  /** Commands of root. */
  readonly apply: readonly string[];
  readonly template: Template<templates.LinesView>;
}

function etcFiles(
  node: NodePlan,
  { mark, render }: Pick<Emission, "mark" | "render">,
) {
  return [
    limitsFile(node, mark),
    ...dropIns(node, mark),
    sysfsFile(node, mark),
  ].map(
    ({ path, wiring: [first = "", ...rest], entries, apply, template }) => ({
      path,
      wiring: [`Install it as /etc/${path}${first}`, ...rest],
      entries,
      install: { by: "copy", to: `/etc/${path}`, apply } as const,
      text: (view: templates.LinesView) => render(template, view),
    }),
  );
}

function limitsFile(node: NodePlan, mark: Mark): EtcFile {
  return {
    path: "security/limits.d/90-tuning.conf",
    wiring: [
      "; it takes effect at the next login.",
      "Applies only to login sessions, not to systemd services or containers. `*` does not include root, so root has its own lines.",
    ],
    entries: written(node.settings.limit).map((limit) => ({
      comment: namedComment(node, limit, 0),
      lines: loginLimits(limit.value).map(
        (line) => mark("limit", limit.id) + limitsLine(line),
      ),
    })),
    apply: [],
    template: templates.limits,
  };
}

/** Emits a drop-in for each service; containers inherit the limits of the service that starts them. */
function dropIns(node: NodePlan, mark: Mark): readonly EtcFile[] {
  const limits = written(node.settings.limit);
  return node.settings.limitService.map(({ id: name }) => ({
    path: `systemd/system/${dropInFolder(name)}/90-tuning.conf`,
    wiring: [`; "systemctl daemon-reload" and a restart of ${name} apply it.`],
    entries: limits.map((limit) => {
      const { directive, value } = systemdLimit(limit.value);
      const marks = mark("limit", limit.id) + mark("limitService", name);
      return {
        comment: namedComment(node, limit, 0),
        lines: [`${marks}${directive}=${value}`],
      };
    }),
    apply: ["systemctl daemon-reload", `systemctl restart ${shellWord(name)}`],
    template: templates.dropIn,
  }));
}

function sysfsFile(node: NodePlan, mark: Mark): EtcFile {
  return {
    path: "tmpfiles.d/90-tuning.conf",
    wiring: [
      '; "systemd-tmpfiles --create" and every boot apply it.',
      "Lines for missing files are skipped.",
    ],
    entries: written(node.settings.sysfs).map((setting) => ({
      comment: namedComment(node, setting, 0, deviceNotes(setting)),
      lines: [
        settingMark(mark, "sysfs", setting) +
          sysfsWrite(setting.id, setting.value),
      ],
    })),
    apply: ["systemd-tmpfiles --create /etc/tmpfiles.d/90-tuning.conf"],
    template: templates.tmpfiles,
  };
}
