import { largest } from "../../core/largest.js";
import { listOf } from "../../core/list-of.js";
import { shortNameList } from "../../core/name-list.js";
import { formatPlace } from "../../core/source.js";
import { visible } from "../../encode/visible.js";
import {
  bySetting,
  type NodeSummary,
  type SettingSummary,
} from "../../verify/fleet.js";
import type { Comparison } from "../../verify/types.js";
import type { Paint } from "../console.js";
import { summaryText, unaskedHelp, type VerifyReport } from "./report.js";

/** With more nodes than this, settings are told once for all of them. */
const FEW = 3;
/** How many nodes of one value are named. */
const NAMED = 8;

/** What `verify` prints for people: a table for each node, or for each setting where there are many nodes. */
export function verifyText(report: VerifyReport, paint: Paint): string {
  const { nodes, unseen } = report;
  const help = unaskedHelp(report);
  const parts =
    nodes.length > FEW
      ? fleetParts(nodes, paint)
      : nodes.map((node) => nodePart(node, paint));
  if (unseen.length > 0)
    parts.push(`No values of ${shortNameList(unseen.map(visible), NAMED)}.\n`);
  return `${parts.join("\n")}${parts.length > 0 ? "\n" : ""}${summaryText(report)}\n${help === undefined ? "" : `  ${paint.cyan("help:")} ${help}\n`}`;
}

function nodePart(node: NodeSummary, paint: Paint): string {
  const lines = [
    headOf(node, paint),
    ...node.remarks.map(
      (remark) => `  ${paint.yellow("note:")} ${visible(remark)}`,
    ),
  ];
  if (node.wrong.length === 0)
    return `${[...lines, `  ${paint.green("as the spec says")}`].join("\n")}\n`;
  const rows = node.wrong.map(rowOf);
  const widths = [0, 1, 2].map((column) =>
    largest([HEAD, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const table = [HEAD, ...rows].map((row) =>
    `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  ")}`.trimEnd(),
  );
  const [head = "", ...body] = table;
  return `${[
    ...lines,
    paint.dim(head),
    ...body.flatMap((row, at) => {
      const note = node.wrong[at]?.note;
      return note === undefined
        ? [row]
        : [row, paint.dim(`      ${visible(note)}`)];
    }),
  ].join("\n")}\n`;
}

const HEAD = ["SETTING", "SPEC", "NODE", "LINE"] as const;

function rowOf({
  name,
  expected,
  actual,
  outcome,
  span,
}: Comparison): readonly string[] {
  return [
    visible(name),
    visible(expected),
    actual === undefined ? outcome : visible(actual) || "(empty)",
    visible(formatPlace(span)),
  ];
}

function headOf(
  { name, role, source, kernel }: NodeSummary,
  paint: Paint,
): string {
  const about = [
    role === undefined || role === name ? "" : `role ${role}`,
    source,
    kernel === undefined ? "" : `Linux ${kernel}`,
  ].filter((part) => part !== "");
  return `${paint.bold(visible(name))} (${visible(about.join(", "))})`;
}

/** By setting, then by node. */
function fleetParts(nodes: readonly NodeSummary[], paint: Paint): string[] {
  const settings = bySetting(nodes);
  if (settings.length === 0) return [];
  const wrong = nodes.filter((node) => node.wrong.length > 0);
  const remarks = new Map<string, string[]>();
  for (const node of nodes)
    for (const remark of node.remarks) listOf(remarks, remark).push(node.name);
  return [
    ...settings.map((setting) => settingPart(setting, nodes.length, paint)),
    [
      paint.bold("Nodes"),
      ...wrong
        .slice(0, MOST_NODES)
        .map(
          ({ name, wrong: { length } }) =>
            `  ${visible(name)}: ${length === 1 ? "1 setting" : `${length} settings`}`,
        ),
      ...(wrong.length > MOST_NODES
        ? [`  and ${wrong.length - MOST_NODES} more; --format json has all`]
        : []),
      "",
    ].join("\n"),
    ...[...remarks].map(
      ([remark, names]) =>
        `${paint.yellow("note:")} ${visible(remark)} (${visible(shortNameList(names, NAMED))})\n`,
    ),
  ];
}

const MOST_NODES = 20;

function settingPart(
  { name, expected, found }: SettingSummary,
  of: number,
  paint: Paint,
): string {
  const count = found.reduce((sum, { nodes }) => sum + nodes.length, 0);
  return `${[
    `${paint.bold(visible(name))}: ${visible(expected)} in the spec, and not on ${count} of ${of} nodes`,
    ...found.flatMap(({ actual, note, nodes }) => [
      `  ${visible(actual) || "(empty)"} on ${visible(shortNameList(nodes, NAMED))}`,
      ...(note === undefined ? [] : [paint.dim(`      ${visible(note)}`)]),
    ]),
  ].join("\n")}\n`;
}
