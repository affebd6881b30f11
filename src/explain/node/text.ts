import { alsoText } from "../also-text.js";
import { findingLines } from "../finding-text.js";
import {
  columns,
  field,
  indented,
  LABEL,
  listed,
  type Paint,
  WIDTH,
  wrap,
} from "../layout.js";
import type { NodeExplanation, NodeSetting } from "./card.js";
import { visibleLine } from "../../encode/visible.js";
import { factsWords } from "../../platform/facts-words.js";
import { memoryLines } from "../memory.js";
import { type NodeKind, nodeKinds } from "../../settings/registry.js";
import { grouped } from "../grouped.js";
import { ownedText, placeText } from "../places.js";
import { stagesText } from "./stages.js";
import { withWords } from "../quantities.js";

/** Formats the explanation of a role or host: its facts, its settings with kernel defaults, and their companions. */
export function nodeText(node: NodeExplanation, paint: Paint): string {
  const { kind, name, role, why, place, facts, hosts, groups, files } = node;
  const title = kind === "role" ? `role ${name}` : `host ${name}`;
  const detail = (label: string, text: string | undefined) =>
    field(label, text, paint);
  const lines = [
    `${paint.bold(title)} (${placeText(place)})`,
    ...(why === undefined ? [] : indented(wrap(why, WIDTH - 2), 2)),
    ...indented(alsoText(kind, node.also), 2),
    "",
    ...(kind === "host" ? detail("role", role) : []),
    ...detail(
      "facts",
      factsWords(facts) || "none (rules that need facts are skipped)",
    ),
    ...detail("profiles", node.profiles.join(", ")),
    ...detail("hosts", listed(hosts)),
    ...detail("rollout", stagesText(node.stages)),
    "",
    ...settingLines(groups, paint),
    ...companionLines(node, paint),
    ...otherLines(node.others, paint),
    ...detail("files", files.join(", ")),
    ...memoryLines(node.memory, paint),
    ...(node.findings.length === 0
      ? []
      : ["", ...findingLines(node.findings, paint)]),
  ];
  return `${lines.join("\n")}\n`;
}

/** Formats all groups as one table with headings between its rows, so that columns align. */
function settingLines(
  groups: NodeExplanation["groups"],
  paint: Paint,
): readonly string[] {
  const all = groups.flatMap(({ settings }) => settings);
  if (all.length === 0) return ["  No sysctls.", ""];
  const rows = (isWide: boolean) =>
    columns(
      [
        ["", "default", "set to"],
        ...all.map((setting) => [
          isLong(setting) ? "" : setting.key,
          defaultCell(setting),
          valueCell(setting, isWide),
        ]),
      ],
      ["left", "right", "left"],
    );
  const [bare, worded] = [rows(false), rows(true)];
  const lineAt = (at: number): string => {
    const line = worded[at] ?? "";
    return `    ${line.length + 4 > WIDTH ? (bare[at] ?? "") : line}`;
  };
  let at = 0;
  return [
    paint.dim(lineAt(0)),
    ...groups.flatMap(({ owner, settings }) => [
      `  ${paint.cyan(owner)}`,
      ...settings.flatMap((setting) => {
        at++;
        const own = isLong(setting) ? [`    ${visibleLine(setting.key)}`] : [];
        return [...own, lineAt(at), ...noteLines(setting, paint)];
      }),
    ]),
    "",
  ];
}

/** A key that would take the room of the other columns has a line of its own. */
function isLong({ key }: NodeSetting): boolean {
  return key.length > WIDTH / 2;
}

function defaultCell({ baseline }: NodeSetting): string {
  if (baseline === undefined) return "-";
  const { value, sure, by } = baseline;
  if (value === undefined) return by === undefined ? "-" : `set by ${by}`;
  const whose = by === undefined ? "" : ` (${by})`;
  return `${sure ? "" : "~"}${value === "" ? "empty" : value}${whose}`;
}

function valueCell(
  { value, words, left }: NodeSetting,
  isWide: boolean,
): string {
  if (value === undefined)
    return left === "floor" ? "default meets the floor" : "default";
  return withWords(value, isWide ? words : undefined);
}

/** Why a setting was derived, and what it overrides. */
function noteLines(
  { because, overrode }: NodeSetting,
  paint: Paint,
): readonly string[] {
  return [
    ...because.map(({ id, note }) => `for ${id}: ${note}`),
    ...(overrode.length === 0
      ? []
      : [`overrides ${overrode.map(ownedText).join(", ")}`]),
  ].flatMap((note) => indented(wrap(note, WIDTH - 6), 6).map(paint.dim));
}

/** Companions of the settings: modules, flags of kube-proxy and of the kubelet. */
function companionLines(
  { modules, kubeProxy, allowedSysctls }: NodeExplanation,
  paint: Paint,
): readonly string[] {
  return [
    ...field(
      "modules",
      modules
        .map(({ name, because }) =>
          because.length === 0 ? name : `${name} (for ${listed(because, 2)})`,
        )
        .join(", "),
      paint,
    ),
    ...field(
      "kube-proxy",
      kubeProxy.map(({ flag, value }) => `--${flag}=${value}`).join(" "),
      paint,
    ),
    ...field(
      "kubelet",
      allowedSysctls.length === 0
        ? undefined
        : `allows pods to set ${listed(allowedSysctls.map(({ pattern }) => pattern))}`,
      paint,
    ),
  ];
}

/** Formats the settings of the other kinds, one line for each kind. */
function otherLines(
  others: NodeExplanation["others"],
  paint: Paint,
): readonly string[] {
  return grouped(others, ({ setting }) => setting).flatMap((group) =>
    field(labelOf(group[0].setting), group.map(settingWords).join(", "), paint),
  );
}

/** The plural, or the field of the spec if that is too long for a label. */
function labelOf(kind: NodeKind): string {
  const { plural, section } = nodeKinds[kind];
  return plural.length < LABEL ? plural : section;
}

function settingWords({
  name,
  value,
}: NodeExplanation["others"][number]): string {
  if (value === undefined) return `${name} (system's value)`;
  return value === "" ? name : `${name} ${value}`;
}
