import { spec } from "../../../templates/report/details.html.hbs";
import { listOf } from "../../core/list-of.js";
import { listed } from "../../explain/layout.js";
import { ownedText } from "../../explain/places.js";
import type { Detail, Matrix, Row } from "../types.js";
import { type Html, htmlTemplate, prose } from "./template.js";
import { colourOf, detailId, type MarkView, markViews } from "./words.js";

interface TextView {
  readonly text: string | Html;
  /** Empty for a text that is no address. */
  readonly href: string;
}

interface FieldView {
  readonly label: string;
  readonly texts: readonly TextView[];
}

interface DetailsView {
  readonly keys: readonly {
    readonly name: string;
    readonly summary: string;
    readonly settings: readonly {
      readonly id: string;
      readonly value: string;
      readonly class: string;
      readonly distance: string;
      readonly marks: readonly MarkView[];
      readonly nodes: string;
      readonly fields: readonly FieldView[];
      readonly lines: readonly string[];
    }[];
  }[];
}

const render = htmlTemplate<DetailsView>(spec);

/** More lines of generated files are counted; the panel of a cell has its own. */
const MOST_LINES = 4;

/** Renders what there is to know of each setting, by key; nodes that have it exactly so are told together. */
export function detailsHtml(matrix: Matrix, isPartial: boolean): Html {
  const rows = matrix.groups.flatMap(({ rows: all }) => all);
  return render({
    keys: rows.flatMap((row) => {
      const uses = usesOf(row, matrix);
      if (uses.size === 0) return [];
      const summary = [...uses.keys()].flatMap(
        (at) => matrix.details[at]?.summary ?? [],
      );
      return {
        name: row.name,
        summary: summary[0] ?? "",
        settings: [...uses].flatMap(([at, use]) => {
          const detail = matrix.details[at];
          return detail === undefined
            ? []
            : [viewOf(at, detail, use, isPartial)];
        }),
      };
    }),
  });
}

/** The nodes of a detail, and the lines of their files. */
interface Use {
  readonly nodes: string[];
  readonly lines: string[];
}

function usesOf({ cells }: Row, { columns, files }: Matrix) {
  const uses = new Map<number, Use>();
  cells.forEach((cell, at) => {
    const column = columns[at];
    if (cell === undefined || "finding" in cell || column === undefined) return;
    const use = uses.get(cell.detail) ?? { nodes: [], lines: [] };
    use.nodes.push(`${column.kind} ${column.name}`);
    for (const [file, line] of cell.lines)
      use.lines.push(`${files[file] ?? ""}:${line}`);
    uses.set(cell.detail, use);
  });
  return uses;
}

function viewOf(
  at: number,
  detail: Detail,
  { nodes, lines }: Use,
  isPartial: boolean,
) {
  const { value, distance, marks } = detail;
  const more = lines.length - MOST_LINES;
  return {
    id: detailId(at),
    value: value ?? "default kept",
    class: colourOf(distance),
    distance: distance.text,
    marks: markViews(marks),
    nodes: listed(nodes),
    fields: fieldsOf(detail),
    lines:
      lines.length === 0
        ? [isPartial ? "nothing while the spec has errors" : "no file"]
        : [
            ...lines.slice(0, MOST_LINES),
            ...(more > 0 ? [`and ${more} more`] : []),
          ],
  };
}

function fieldsOf(detail: Detail): readonly FieldView[] {
  const { standard, scope, pods, effect, place } = detail;
  const fields: readonly (readonly [string, readonly string[]])[] = [
    ["Why", detail.why],
    ["References", detail.refs],
    ["Default", standard === undefined ? [] : [standard]],
    ["Set by", [ownedText(place)]],
    ["Overrides", detail.overrode.map(ownedText)],
    ["Merged with", detail.joined.map(ownedText)],
    ["Derived", detail.because],
    ["Also written by", detail.writers],
    ["Memory", detail.memory],
    ["Scope", scope === undefined ? [] : [scope]],
    ["Pods", pods === undefined ? [] : [pods]],
    ["Takes effect", effect === undefined ? [] : [effect]],
  ];
  const shown = new Map<string, TextView[]>();
  for (const [label, texts] of fields)
    for (const text of texts) {
      const href = hrefOf(label, text);
      const view = { text: href === "" ? prose(text) : text, href };
      listOf(shown, label).push(view);
    }
  return [...shown].map(([label, texts]) => ({ label, texts }));
}

/** Only what is certainly an address of the web becomes a link: nothing that a browser runs. */
function hrefOf(label: string, text: string): string {
  return label === "References" && /^https?:\/\/\S+$/u.test(text) ? text : "";
}
