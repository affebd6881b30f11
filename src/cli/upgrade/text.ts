import { largest } from "../../core/largest.js";
import { formatPlace } from "../../core/source.js";
import { visible } from "../../encode/visible.js";
import type { FileChange } from "../../upgrade/files.js";
import { sections } from "../../upgrade/sections.js";
import type { Change, StatedPlace, Upgraded } from "../../upgrade/types.js";
import { detailsOf } from "../formats/details.js";
import type { Paint } from "../console.js";
import { countsText, reachLine } from "./words.js";

/** What `upgrade` prints for people: changes by section, files, and what to write into the spec. */
export function upgradeText(upgraded: Upgraded, paint: Paint): string {
  const { reaches, remarks, changes, files, places } = upgraded;
  const head = [
    ...reaches
      .filter(({ applies }) => applies)
      .map((reach) => visible(reachLine(reach))),
    ...remarks.map((remark) => `${paint.yellow("note:")} ${visible(remark)}`),
  ];
  const told = [...new Set(changes.map(({ section }) => section))];
  return [
    head,
    ...told.map((section) => [
      paint.bold(sections[section]),
      ...changes
        .filter((change) => change.section === section)
        .flatMap((change) => changeLines(change, paint)),
    ]),
    ...(files.length === 0 ? [] : [[paint.bold("Files"), ...fileLines(files)]]),
    ...(places.length === 0
      ? []
      : [[paint.bold("Then write into the spec"), ...places.map(placeLine)]]),
    [countsText(upgraded)],
  ]
    .map((lines) => `${lines.join("\n")}\n`)
    .join("\n");
}

function changeLines({ section, told }: Change, paint: Paint): string[] {
  const { severity, message, span, code } = told;
  const colour = {
    error: paint.red,
    warning: paint.yellow,
    note: paint.blue,
  }[severity];
  const place = span === undefined ? "" : `${visible(formatPlace(span))}: `;
  return [
    `  ${place}${colour(severity)}: ${visible(message)}${code === section ? "" : paint.dim(` [${code}]`)}`,
    ...detailsOf(told).map(
      ({ label, text }) => `      ${paint.dim(`${label}:`)} ${visible(text)}`,
    ),
  ];
}

function fileLines(files: readonly FileChange[]): readonly string[] {
  const names = files.map(({ path, before }) =>
    visible(before === undefined ? path : `${before} -> ${path}`),
  );
  const widest = largest(names.map(({ length }) => length));
  return files.map(
    ({ change, added, removed }, at) =>
      `  ${(names[at] ?? "").padEnd(widest)}  ${change.padEnd("changed".length)}  +${added} -${removed}`,
  );
}

function placeLine({ span, name, from, to }: StatedPlace): string {
  const what =
    to === undefined
      ? `remove \`${name}\`, which is ${from}`
      : `\`${name}: ${JSON.stringify(to)}\` instead of ${from}`;
  return `  ${visible(formatPlace(span))}: ${visible(what)}`;
}
