import { spec as scriptSpec } from "../../../templates/shared/interrupts-script.hbs";
import { commentLines, referenceLines } from "../../encode/comment.js";
import { shellWord } from "../../encode/shell.js";
import type { Interrupts } from "../../settings/interrupts/index.js";
import type { Affinity } from "../../settings/interrupts/written.js";
import { cpuListText } from "../../core/cpu-list.js";
import type { Reasons } from "../../core/written.js";
import type { Emission } from "../define-target.js";
import { template } from "./template.js";
import type { Comment } from "./views.js";

export interface InterruptsScriptView {
  /** Empty where the script is embedded in another file. */
  readonly header: Comment;
  readonly settings: readonly {
    readonly comment: Comment;
    readonly name: string;
    readonly value: string;
  }[];
  /** Words of a shell. */
  readonly interfaces: string;
  /** Which parts are needed. */
  readonly affinity: boolean;
  readonly spread: boolean;
  readonly rps: boolean;
  readonly rfs: boolean;
  readonly queues: boolean;
  readonly cpus: boolean;
  readonly proc: boolean;
  readonly any: boolean;
}

export const scriptTemplate = template<InterruptsScriptView>(
  "shared/interrupts-script",
  scriptSpec,
);

/**
 * Renders a POSIX shell script that sets the CPUs of interrupts and of receive steering, with shell built-ins only. It
 * works with and without `set -e`. Source of what it writes: the kernel's networking/scaling.rst and
 * core-api/irq/irq-affinity.rst.
 *
 * @param header empty where the text is embedded in another file
 */
export function interruptsScript(
  setting: Interrupts,
  header: Comment,
  { render, mark }: Pick<Emission, "render" | "mark">,
): string {
  const { value, interfaces } = setting;
  const affinity = value.affinity?.value ?? undefined;
  const rps = value.rps?.value ?? undefined;
  const rfs = value.rfs?.value ?? undefined;
  const spread = affinity?.form === "spread";
  const settings: InterruptsScriptView["settings"] = [
    ...(affinity === undefined
      ? []
      : [
          {
            comment: [
              ...settingComment(value.affinity),
              ...commentLines(affinityMeaning(affinity)),
            ],
            name: `${mark("interrupts", setting.id, "affinity")}affinity`,
            value: affinity.cpus ? shellWord(cpuListText(affinity.cpus)) : "",
          },
        ]),
    ...(rps === undefined
      ? []
      : [
          {
            comment: [
              ...settingComment(value.rps),
              ...commentLines(
                rps === "all"
                  ? "Received packets go to all online CPUs."
                  : "Received packets go to these CPUs.",
              ),
            ],
            name: `${mark("interrupts", setting.id, "rps")}rps`,
            value: rps === "all" ? "" : shellWord(cpuListText(rps)),
          },
        ]),
    ...(rfs === undefined
      ? []
      : [
          {
            comment: [
              ...settingComment(value.rfs),
              ...commentLines(
                "Flows per node; the queues of each interface share this number.",
              ),
            ],
            name: `${mark("interrupts", setting.id, "rfs")}rfs`,
            value: String(rfs),
          },
        ]),
  ];
  return render(scriptTemplate, {
    header,
    settings,
    interfaces: interfaces.map(quoted).join(" "),
    affinity: affinity !== undefined,
    spread,
    rps: rps !== undefined,
    rfs: rfs !== undefined,
    queues: rps !== undefined || rfs !== undefined,
    cpus: spread || rps !== undefined,
    proc: affinity !== undefined || rfs !== undefined,
    any: settings.length > 0,
  });
}

/** Quotes a pattern always: the shell would expand a bare one to file names. */
function quoted(pattern: string): string {
  const word = shellWord(pattern);
  return word.startsWith("'") ? word : `'${word}'`;
}

/** Formats the reasons of `interrupts` or of one of its fields as comment lines. */
export function settingComment(
  setting: Interrupts | Reasons | undefined,
  indent = 0,
): Comment {
  return [
    ...commentLines([setting?.why ?? ""].flat().join(". "), indent),
    ...(setting?.refs ?? []).flatMap(referenceLines),
  ];
}

function affinityMeaning({ form, cpus }: Affinity): string {
  if (form === "set") return "Each interrupt may go to any of these CPUs.";
  return cpus === undefined
    ? "Each interrupt goes to one of the online CPUs, in turn."
    : "Each interrupt goes to one of these CPUs, in turn.";
}
