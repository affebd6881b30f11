import { formatPlace } from "../../core/source.js";
import { toFinding } from "../../core/finding.js";
import { visible } from "../../encode/visible.js";
import { bySetting, type NodeSummary, totalOf } from "../../verify/fleet.js";
import type { Comparison } from "../../verify/types.js";
import { printJson } from "../formats/json.js";
import { junitSuites, type JunitCase } from "../formats/junit.js";
import { escapedMarkdown } from "../formats/markdown.js";
import {
  isFine,
  summaryText,
  unaskedHelp,
  type VerifyReport,
} from "./report.js";

/** What `verify --format json` prints; `docs/operate.md` documents the shape. */
export function verifyJson(report: VerifyReport): string {
  const { nodes, errors, unseen, sections } = report;
  return printJson({
    version: 1,
    command: "verify",
    ok: isFine(report),
    total: totalOf(nodes),
    nodes: nodes.map(
      ({ name, role, source, kernel, wrong, counts, remarks }) => ({
        name,
        role,
        source,
        kernel,
        counts,
        remarks,
        settings: wrong.map(dataOf),
      }),
    ),
    withoutValues: unseen,
    leftOut: sections.leftOut,
    errors: errors.map(toFinding),
  });
}

function dataOf({ span, ...comparison }: Comparison): object {
  return { ...comparison, place: formatPlace(span) };
}

/**
 * A test case for each setting that is not as the spec says, and one for each node that is. What was left out is skipped.
 */
export function verifyJunit({
  nodes,
  errors,
  unseen,
  sections: { leftOut },
}: VerifyReport): string {
  return junitSuites("verify", [
    ...nodes.flatMap(casesOf),
    ...unseen.map((host) => ({
      group: host,
      name: "values",
      failure: { type: "error", message: "no values of the host" },
    })),
    ...leftOut.map((section) => ({
      group: "left out",
      name: section,
      skipped: "left out by --only",
    })),
    ...errors.map(({ code, message }) => ({
      group: code,
      name: message,
      failure: { type: "error", message },
    })),
  ]);
}

function casesOf({ name, wrong }: NodeSummary): readonly JunitCase[] {
  if (wrong.length === 0) return [{ group: name, name: "all settings" }];
  return wrong.map((comparison) => ({
    group: name,
    name: comparison.name,
    failure: {
      type: comparison.outcome,
      message: `${comparison.actual ?? comparison.outcome}, and the spec says ${comparison.expected}`,
      text: [formatPlace(comparison.span), comparison.note ?? ""]
        .filter((line) => line !== "")
        .join("\n"),
    },
  }));
}

/** A table of the settings that are not as the spec says, for comments on changes and reports. */
export function verifyMarkdown(report: VerifyReport): string {
  const { nodes, errors, unseen } = report;
  const help = unaskedHelp(report);
  const rows = bySetting(nodes).flatMap(({ name, expected, found }) =>
    found.map(
      ({ actual, note, nodes: names }) =>
        `| ${code(name)} | ${code(expected)} | ${code(actual)} | ${cell(names.slice(0, 10).join(", "))}${names.length > 10 ? ` and ${names.length - 10} more` : ""} | ${cell(note ?? "")} |`,
    ),
  );
  return [
    cell(summaryText(report)),
    "",
    ...(help === undefined ? [] : [cell(help), ""]),
    ...(rows.length === 0
      ? []
      : [
          "| setting | spec | node | nodes | |",
          "| --- | --- | --- | --- | --- |",
          ...rows,
          "",
        ]),
    ...unseen.map((host) => `- no values of ${cell(host)}`),
    ...errors.map(({ message }) => `- ${cell(message)}`),
    "",
  ]
    .join("\n")
    .replace(/\n+$/u, "\n");
}

function code(text: string): string {
  const shown = visible(text)
    .replaceAll("`", "'")
    .replaceAll("|", String.raw`\|`);
  return shown === "" ? "(empty)" : `\`${shown}\``;
}

function cell(text: string): string {
  return escapedMarkdown(text).replaceAll("\n", " ");
}
