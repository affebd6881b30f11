import { visible } from "../../encode/visible.js";
import { indented, WIDTH, wrap } from "../../explain/layout.js";
import { type OwnedPlace, ownedText, placeText } from "../../explain/places.js";
import { nodeNotes, nodesText, type RiskSection } from "../../diff/by-risk.js";
import type { Change, SpecDiff } from "../../diff/types.js";
import { riskClasses } from "../../risk/classes.js";
import type { Paint } from "../console.js";
import { type DiffReport, headline, noteTexts, sideText } from "./report.js";

/** What `diff` prints for people: the changes by risk, the riskiest first, then what they cost and where they are written. */
export function diffText(report: DiffReport, paint: Paint): string {
  const { diff, sections } = report;
  const parts = [
    paint.bold(visible(headline(report))),
    ...sections.map((section) => sectionText(section, paint)),
    ...aboutNodes(diff, paint),
    ...filesText(diff, paint),
  ];
  return `${parts.join("\n\n")}\n`;
}

function sectionText({ risk, together }: RiskSection, paint: Paint): string {
  const { title, means } = riskClasses[risk];
  return [
    `${paint.bold(title)}: ${paint.dim(`${means.charAt(0).toLowerCase()}${means.slice(1, -1)}`)}`,
    ...together.flatMap(({ subject, changes }) => [
      `  ${visible(subject)}`,
      ...changes.flatMap((change) => changeLines(change, paint)),
    ]),
  ].join("\n");
}

function changeLines(change: Change, paint: Paint): readonly string[] {
  const { name, before, after, standard, place, overrode, because } = change;
  const details = [
    change.why.join(" "),
    [
      place === undefined
        ? ""
        : after === undefined
          ? `was set by ${ownerText(place)}`
          : `by ${ownerText(place)}`,
      overrode.length === 0
        ? ""
        : `overrides ${overrode.map(ownedText).join(", ")}`,
      because.length === 0 ? "" : `for ${because.join(", ")}`,
    ]
      .filter((part) => part !== "")
      .join("; "),
    change.risk.note ?? "",
  ].filter((line) => line !== "");
  return [
    ...indented(
      wrap(
        `${name}: ${sideText(before, standard)} → ${sideText(after, standard)}${
          before === undefined || after === undefined || standard === undefined
            ? ""
            : ` (default ${standard})`
        }`,
        WIDTH - 4,
      ),
      4,
    ),
    ...details.flatMap((line) =>
      indented(wrap(line, WIDTH - 6), 6).map(paint.dim),
    ),
  ];
}

/** The place, with the layer that sets it where there is one. */
function ownerText(place: OwnedPlace): string {
  return place.owner === "spec " ? placeText(place) : ownedText(place);
}

function aboutNodes(diff: SpecDiff, paint: Paint): readonly string[] {
  const { added, removed, kept } = diff;
  const lines = [
    ...nodeNotes(diff).flatMap((notes) => [
      `  ${visible(notes.subject)}`,
      ...noteTexts(notes).flatMap((line) => indented(wrap(line, WIDTH - 4), 4)),
    ]),
    ...(added.length === 0
      ? []
      : [`  new: ${visible(nodesText(added, [...kept, ...added]))}`]),
    ...(removed.length === 0
      ? []
      : [
          `  removed: ${visible(nodesText(removed, removed))}`,
          paint.dim(
            "    Machines that run keep their values until they reboot.",
          ),
        ]),
  ];
  return lines.length === 0 ? [] : [[paint.bold("Nodes"), ...lines].join("\n")];
}

const marks = { added: "A", removed: "D", changed: "M" } as const;

function filesText({ files }: SpecDiff, paint: Paint): readonly string[] {
  if (files === undefined)
    return ["A spec with errors produces no files, so they are not compared."];
  if (files.length === 0) return [];
  return [
    [
      paint.bold("Files"),
      ...files.map(({ path, state }) => `  ${marks[state]} ${visible(path)}`),
    ].join("\n"),
  ];
}
