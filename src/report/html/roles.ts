import { spec } from "../../../templates/report/roles.html.hbs";
import { sizeText } from "../../core/size-text.js";
import type { Matrix, ReportBody, RoleReport } from "../types.js";
import { type MemoryBar, memoryBar } from "./memory-bar.js";
import { type Html, htmlTemplate } from "./template.js";
import { colourOf, counted, detailId } from "./words.js";

interface RoleView {
  readonly id: string;
  readonly name: string;
  readonly why: string;
  readonly facts: string;
  /** Empty for a role that is known as a whole. */
  readonly incomplete: string;
  readonly counts: readonly { readonly class: string; readonly text: string }[];
  readonly bar: MemoryBar | false;
  readonly costs: readonly {
    readonly id: string;
    readonly bytes: string;
    readonly when: string;
    readonly formula: string;
  }[];
  readonly changesTitle: string;
  readonly changes: readonly {
    readonly id: string;
    readonly name: string;
    readonly standard: string;
    readonly value: string;
    readonly class: string;
    readonly distance: string;
  }[];
  readonly hostsTitle: string;
  readonly hosts: string;
}

const render = htmlTemplate<{ readonly roles: readonly RoleView[] }>(spec);

/** Renders what the tuning of each role changes. */
export function rolesHtml({ roles, matrix }: ReportBody): Html {
  return render({ roles: roles.map((role, at) => viewOf(role, at, matrix)) });
}

const counts = [
  ["up", "u3", "raised"],
  ["down", "d3", "lowered"],
  ["other", "o", "changed"],
  ["same", "s", "as the default"],
  ["unknown", "n", "without a default to compare"],
] as const;

function viewOf(role: RoleReport, at: number, matrix: Matrix): RoleView {
  const column = matrix.columns[role.column];
  const { costs = [] } = role.memory ?? {};
  const hosts = column?.hosts ?? [];
  const profiles =
    role.profiles.length === 0 ? "" : `Profiles: ${role.profiles.join(", ")}`;
  return {
    id: `role-${at}`,
    name: column?.name ?? "",
    why: column?.why ?? "",
    facts: [column?.facts ?? "", profiles].filter(Boolean).join(". "),
    counts: [
      ...counts.flatMap(([direction, colour, word]) => {
        const count = role.counts[direction];
        return count === 0 ? [] : [{ class: colour, text: `${count} ${word}` }];
      }),
      ...(role.unknown === 0
        ? []
        : [{ class: "gap", text: `${role.unknown} not known` }]),
    ],
    incomplete:
      column?.isIncomplete === true
        ? "Incomplete because of errors, so its memory is not counted."
        : "",
    bar: (role.memory && memoryBar(role.memory)) ?? false,
    costs: costs.map(({ id, bytes, kind, formula, only }) => ({
      id,
      bytes: sizeText(bytes),
      when: [kind === "reserved" ? "at once" : "under load", only]
        .filter(Boolean)
        .join(", "),
      formula,
    })),
    changesTitle: `${counted(role.changes.length, "value")} of an untuned node ${role.changes.length === 1 ? "changes" : "change"}`,
    changes: role.changes.flatMap((detail) => {
      const found = matrix.details[detail];
      if (found === undefined) return [];
      const { name, standard = "", value = "", distance } = found;
      return [
        {
          id: detailId(detail),
          name,
          standard,
          value,
          class: colourOf(distance),
          distance: distance.text,
        },
      ];
    }),
    hostsTitle: counted(
      hosts.length,
      "host with its settings",
      "hosts with its settings",
    ),
    hosts: hosts.join(", "),
  };
}
