import { createHash } from "node:crypto";
import { spec } from "../../../templates/report/page.html.hbs";
import { text as script } from "../../../templates/report/script.js?text";
import { scriptJson } from "../../encode/script-json.js";
import { visibleLines } from "../../encode/visible.js";
import type { Matrix, Report } from "../types.js";
import { type SectionView, sectionsOf } from "./sections.js";
import { style } from "./style.js";
import { type Html, htmlTemplate, trusted } from "./template.js";
import { counted } from "./words.js";

interface PageView {
  readonly name: string;
  readonly policy: string;
  readonly style: Html;
  readonly script: Html;
  readonly data: Html;
  readonly tally: readonly { readonly class: string; readonly text: string }[];
  readonly sections: readonly SectionView[];
}

const render = htmlTemplate<PageView>(spec);

/** Renders a report as one page that loads nothing and runs only its own script. */
export function reportHtml(report: Report): string {
  const page = render({
    name: report.name,
    policy: policyOf(),
    style: trusted(style),
    script: trusted(script),
    data: trusted(scriptJson(dataOf(report.body?.matrix))),
    tally: tallyOf(report),
    sections: sectionsOf(report),
  });
  // Whatever a text has, nothing in the page turns around or hides what a reader sees.
  return visibleLines(String(page));
}

/** Whether a text is such a page, of this version or another one. */
export function isReport(text: string): boolean {
  return /^<!doctype html>\n[^]*?<title>Tuning report of [^]*?<p class="eyebrow">tunegen report<\/p>/u.test(
    text,
  );
}

/** A browser runs no other script, loads nothing and sends nothing. */
function policyOf(): string {
  return [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    `script-src '${hashOf(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/** What the panel of a cell needs beside the detail: its node, and its lines in files, by row and column. */
function dataOf(matrix: Matrix | undefined): object {
  if (matrix === undefined) return {};
  const { columns, groups, files } = matrix;
  return {
    columns: columns.map(({ kind, name }) => `${kind} ${name}`),
    files,
    rows: groups.flatMap(({ rows }) =>
      rows.map(({ cells }) =>
        cells.map((cell) =>
          cell === undefined || "finding" in cell ? 0 : cell.lines.flat(),
        ),
      ),
    ),
  };
}

function tallyOf({ findings, accepted, body }: Report): PageView["tally"] {
  const severities = (["error", "warning", "note"] as const).flatMap(
    (severity) => {
      const count = findings.filter(
        (each) => each.severity === severity,
      ).length;
      return count === 0
        ? []
        : [{ class: severity, text: counted(count, severity) }];
    },
  );
  const { columns = [], groups = [] } = body?.matrix ?? {};
  const roles = columns.filter(({ kind }) => kind === "role");
  const hosts = columns.reduce(
    (sum, { kind, hosts: all }) => sum + all.length + (kind === "host" ? 1 : 0),
    0,
  );
  const keys = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  const what = (text: string) => ({ class: "", text });
  return [
    ...(severities.length === 0
      ? [{ class: "kept", text: "no findings" }]
      : severities),
    ...(accepted.length === 0 ? [] : [what(`${accepted.length} accepted`)]),
    ...(body === undefined
      ? []
      : [
          what(counted(roles.length, "role")),
          what(counted(hosts, "host")),
          what(counted(keys, "setting")),
        ]),
  ];
}
