import type { BootArguments } from "../../core/boot-arguments.js";
import type { Platform } from "../../core/platform.js";
import {
  grubLine,
  type KernelWords,
  kernelArguments,
} from "../../encode/kernel-arguments.js";
import { shellWord } from "../../encode/shell.js";
import { yamlString } from "../../encode/yaml.js";
import type { NodePlan } from "../../plan/types.js";
import type { Emission } from "../define-target.js";
import { namedComment, written } from "../shared/named-comment.js";
import { settingMark } from "../shared/setting-mark.js";
import type { Install } from "../types.js";
import * as templates from "./templates.js";

/** A file with the node's kernel arguments, in one form. */
export interface ArgumentsFile {
  /** Below the node's folder. */
  readonly path: string;
  readonly wiring: readonly string[];
  readonly entries: templates.LinesView["entries"];
  /** Undefined where it is one of several forms, or belongs to a file of the user. */
  readonly install: Install | undefined;
  readonly text: (view: templates.LinesView) => string;
}

const SCRIPT = "tunegen-kernel-arguments";

/** Makes the files that give a node its kernel arguments: one for each boot loader that it may have. */
export function argumentsFiles(
  node: NodePlan,
  emission: Pick<Emission, "mark" | "render">,
): readonly ArgumentsFile[] {
  const { arch } = node.facts;
  return node.platform.bootArguments.flatMap((form) => {
    const file = fileOf(form, node, emission);
    if (file === undefined) return [];
    const nodes = form.nodes === undefined ? [] : [`For nodes ${form.nodes}.`];
    const notes = (form.notes ?? []).flatMap((note) =>
      note.arch === undefined || arch === undefined || note.arch === arch
        ? [note.text]
        : [],
    );
    return [
      {
        ...file,
        wiring: [...nodes, ...file.wiring, ...notes],
        install: form.nodes === undefined ? file.install : undefined,
      },
    ];
  });
}

/** Why a platform has no file for kernel arguments; undefined where it has one. */
export function noArguments({
  bootArguments: [form],
}: Platform): string | undefined {
  return form?.form === "none" ? form.reason : undefined;
}

/** Why a platform has no file for huge pages, each of whose counts follows its size. */
export function noHugePages({
  bootArguments: [form],
}: Platform): string | undefined {
  return form?.form === "none" ? form.hugePages : undefined;
}

function fileOf(
  form: BootArguments,
  node: NodePlan,
  { mark, render }: Pick<Emission, "mark" | "render">,
): ArgumentsFile | undefined {
  const entries = (
    lines: (words: KernelWords) => readonly string[],
  ): ArgumentsFile["entries"] =>
    written(node.settings.kernelArgument).map((argument) => ({
      comment: namedComment(node, argument, 0),
      lines: lines(argument.value).map(
        (line) => settingMark(mark, "kernelArgument", argument) + line,
      ),
    }));
  switch (form.form) {
    case "grub-drop-in": {
      const path = "default/grub.d/90-tuning.cfg";
      return {
        path,
        wiring: grubWiring(form, `/etc/${path}`),
        entries: entries((words) => [grubLine(kernelArguments(words))]),
        install:
          form.sourcedBy === undefined
            ? { by: "copy", to: `/etc/${path}`, apply: [form.update] }
            : undefined,
        text: (view) => render(templates.grubDefault, view),
      };
    }
    case "grubby":
      return {
        path: SCRIPT,
        wiring: [
          ...scriptWiring,
          "It calls grubby, which changes the entries of all kernels; new kernels get the same arguments. A change of /etc/default/grub would not reach them.",
        ],
        entries: entries(addLine),
        install: scriptInstall,
        text: (view) => render(templates.grubbyScript, view),
      };
    case "one-line":
      return {
        path: SCRIPT,
        wiring: [
          ...scriptWiring,
          `It changes the one line of ${form.file}, which has no drop-ins.`,
        ],
        entries: entries(addLine),
        install: scriptInstall,
        text: (view) =>
          render(templates.lineScript, {
            ...view,
            file: form.file,
            update: form.update ?? false,
          }),
      };
    case "butane":
      return {
        path: "butane.yaml",
        wiring: [
          "Merge it into the node's Butane configuration. Ignition applies it when it provisions a node.",
          "On a running node, add the same arguments to /oem/grub.cfg and reboot:",
          'set linux_append="$linux_append ARGUMENTS"',
        ],
        // One item for what must stay together: an item that exists already is not repeated.
        entries: entries((words) => [
          yamlString(kernelArguments(words).join(" ")),
        ]),
        install: undefined,
        text: (view) => render(templates.butane, view),
      };
    case "none":
      return undefined;
  }
}

const PROGRAM = `/usr/local/sbin/${SCRIPT}`;

const scriptInstall: Install = {
  by: "copy",
  to: PROGRAM,
  isProgram: true,
  apply: [PROGRAM],
};

const scriptWiring = [
  `Install it as ${PROGRAM}, run it as root, and reboot. It may run again: it replaces what it added before. With --remove, it takes that away.`,
];

function grubWiring(
  { update, sourcedBy }: Extract<BootArguments, { form: "grub-drop-in" }>,
  path: string,
): readonly string[] {
  return sourcedBy === undefined
    ? [`Install it as ${path}; "${update}" and a reboot apply it.`]
    : [
        `Install it as ${path}; "${update}" and a reboot apply it.`,
        `GRUB reads no drop-ins here: end ${sourcedBy} with this line, and remove it before the file:`,
        `. ${path}`,
      ];
}

function addLine(words: KernelWords): readonly string[] {
  return [`add ${kernelArguments(words).map(shellWord).join(" ")}`];
}
