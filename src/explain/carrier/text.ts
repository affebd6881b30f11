import { findingLines } from "../finding-text.js";
import { field, indented, type Paint, WIDTH, wrap } from "../layout.js";
import { linesText } from "../lines-text.js";
import { placeText } from "../places.js";
import { alsoText } from "../also-text.js";
import type { CarriedSetting, CarrierExplanation } from "./card.js";

/** Formats the explanation of a profile, workload or mount: what it is about, then its settings. */
export function carrierText(
  explanation: CarrierExplanation,
  paint: Paint,
): string {
  const { kind, name, also, why, refs, place, about, settings, files } =
    explanation;
  const found = findingLines(explanation.findings, paint);
  const facts = [
    ...Object.entries(about).flatMap(([label, words]) =>
      field(label, words.join(", "), paint),
    ),
    ...field("references", refs.join(", "), paint),
    ...field("files", files.join(", "), paint),
  ];
  const lines = [
    `${paint.bold(`${kind} ${name}`)} (${placeText(place)})`,
    ...(why === undefined ? [] : indented(wrap(why, WIDTH - 2), 2)),
    ...indented(alsoText(kind, also), 2),
    ...(facts.length === 0 ? [] : ["", ...facts]),
    "",
    ...settings.flatMap((setting) => settingLines(setting, paint)),
    ...(found.length === 0 ? [] : ["", ...found]),
  ];
  return `${lines.join("\n")}\n`;
}

function settingLines(
  { setting, name, value, why, place, lines }: CarriedSetting,
  paint: Paint,
): readonly string[] {
  const shown =
    value === undefined || value === ""
      ? ""
      : setting === "mountOption"
        ? `=${value}`
        : `: ${value}`;
  return [
    ...indented(wrap(`${name}${shown} (${placeText(place)})`, WIDTH - 4), 2),
    ...field("why", why, paint, 4),
    ...field("written", linesText(lines), paint, 4),
  ];
}
