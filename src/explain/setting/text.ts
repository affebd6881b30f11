import { findingLines } from "../finding-text.js";
import { grouped } from "../grouped.js";
import { field, indented, listed, type Paint, WIDTH, wrap } from "../layout.js";
import { writtenText } from "../lines-text.js";
import { ownedText } from "../places.js";
import type {
  KindOfSetting,
  SettingExplanation,
  SettingUsage,
} from "./card.js";

/** Formats the explanation of a setting: its kind, then what the spec does with it. */
export function settingText(
  { name, kinds, spec }: SettingExplanation,
  paint: Paint,
): string {
  const lines = [
    paint.bold(name),
    ...kinds.flatMap((kind) => placeLines(name, kind)),
    "",
    ...kinds.flatMap(({ proxy }) =>
      proxy === undefined ? [] : proxyLines(name, proxy, paint),
    ),
    ...field(
      "targets",
      [...new Set(kinds.flatMap(({ targets }) => targets))].join(", "),
      paint,
    ),
    ...(spec === undefined ? [] : ["", ...specLines(name, spec, paint)]),
  ];
  return `${lines.join("\n")}\n`;
}

function placeLines(
  name: string,
  { plural, section, places }: KindOfSetting,
): readonly string[] {
  return indented(
    wrap(
      section === name
        ? `The section of the ${plural}, in ${placesWords(places)}.`
        : `Belongs to the ${plural}, under \`${section}\` of ${placesWords(places)}.`,
      WIDTH - 2,
    ),
    2,
  );
}

function proxyLines(
  name: string,
  { section, flag, sysctl, leave }: NonNullable<KindOfSetting["proxy"]>,
  paint: Paint,
): readonly string[] {
  return [
    ...field("field", `${section}.${name}`, paint),
    ...field("flag", `--${flag}`, paint),
    ...field(
      "sysctl",
      sysctl && `${sysctl}, which kube-proxy leaves as it is with ${leave}`,
      paint,
    ),
  ];
}

function specLines(
  name: string,
  { spec, usages, notSetOn, findings }: NonNullable<SettingExplanation["spec"]>,
  paint: Paint,
): readonly string[] {
  const found = findingLines(findings, paint);
  if (usages.length === 0) return [paint.bold(`Not set in ${spec}`), ...found];
  return [
    paint.bold(`In ${spec}`),
    ...grouped(usages, (usage) =>
      JSON.stringify({ ...usage, node: undefined, lines: undefined }),
    ).flatMap((group) => usageLines(name, group, paint)),
    ...(notSetOn.length === 0
      ? []
      : indented(wrap(`Not set on ${listed(notSetOn)}`, WIDTH - 2), 2)),
    ...found,
  ];
}

function usageLines(
  word: string,
  group: readonly [SettingUsage, ...SettingUsage[]],
  paint: Paint,
): readonly string[] {
  const [{ id, name, value, place, why, overrode }] = group;
  const names = listed(group.map(({ node }) => node));
  const detail = (label: string, text: string | undefined) =>
    field(label, text, paint, 4);
  const own = id === word || name === word ? "" : `${name} `;
  const shown =
    value === undefined
      ? own === ""
        ? "the system's value is kept"
        : "keeps the system's value"
      : value === ""
        ? "set"
        : value;
  return [
    ...indented(
      wrap(`${names}: ${own}${shown}, by ${ownedText(place)}`, WIDTH - 4),
      2,
    ),
    ...detail("why", why.join(" ")),
    ...detail("overrides", overrode.map(ownedText).join(", ")),
    ...detail(
      "written",
      value === undefined
        ? undefined
        : writtenText(group.flatMap(({ lines }) => lines)),
    ),
  ];
}

/** `a profile, role or host`; the top of the spec is called that. */
function placesWords(
  places: SettingExplanation["kinds"][number]["places"],
): string {
  const names = places.map((place) =>
    place === "spec" ? "the top of the spec" : place,
  );
  const last = names.at(-1) ?? "";
  return names.length < 2
    ? `a ${last}`
    : `a ${names.slice(0, -1).join(", ")} or ${last}`;
}
