import { spec } from "../../../templates/report/matrix.html.hbs";
import type { Cell, Column, Mark, Matrix } from "../types.js";
import { type Html, htmlTemplate } from "./template.js";
import {
  colourOf,
  counted,
  detailId,
  findingId,
  type MarkView,
  markViews,
} from "./words.js";

interface CellView {
  /** The fragment of its detail, or of the error that takes it away; empty where the setting is not set. */
  readonly detail: string;
  readonly class: string;
  readonly marks: string;
  readonly text: string;
  readonly distance: string;
  readonly words: readonly MarkView[];
}

interface MatrixView {
  /** Whether something is not known. */
  readonly isPartial: boolean;
  readonly roles: readonly string[];
  readonly marks: readonly { readonly value: string; readonly text: string }[];
  readonly columns: readonly {
    readonly name: string;
    readonly role: string;
    readonly sub: string;
  }[];
  readonly groups: readonly {
    readonly title: string;
    /** The columns of the table. */
    readonly span: number;
    readonly rows: readonly {
      readonly name: string;
      readonly cells: readonly CellView[];
    }[];
  }[];
}

const render = htmlTemplate<MatrixView>(spec);

const EMPTY: CellView = {
  detail: "",
  class: "",
  marks: "",
  text: "",
  distance: "",
  words: [],
};

/** What the filter offers: a mark, or a direction of the colours. */
const filters: readonly {
  readonly value: Mark | "u" | "d" | "s";
  readonly text: string;
}[] = [
  { value: "reset", text: "reset by another program" },
  { value: "derived", text: "derived" },
  { value: "overrides", text: "overriding another layer" },
  { value: "floor", text: "floors" },
  { value: "kept", text: "kept at the default" },
  { value: "u", text: "above the default" },
  { value: "d", text: "below the default" },
  { value: "s", text: "as the default" },
];

/** Renders the table of all settings, which the script of the page makes a grid. */
export function matrixHtml({ columns, groups }: Matrix): Html {
  const isPartial = columns.some(({ isIncomplete }) => isIncomplete);
  return render({
    roles: [...new Set(columns.map(({ role }) => role))],
    isPartial,
    marks: isPartial
      ? [...filters, { value: "unknown", text: "not known" }]
      : filters,
    columns: columns.map((column) => ({
      name: column.name,
      role: column.role,
      sub: subOf(column),
    })),
    groups: groups.map(({ title, rows }) => ({
      title,
      span: columns.length + 1,
      rows: rows.map(({ name, cells }) => ({
        name,
        cells: cells.map((cell) =>
          cell === undefined
            ? EMPTY
            : "finding" in cell
              ? {
                  ...EMPTY,
                  detail: findingId(cell.finding),
                  class: "gap",
                  marks: "unknown",
                  text: "not known",
                }
              : viewOf(cell),
        ),
      })),
    })),
  });
}

function subOf({ kind, role, hosts, isIncomplete }: Column): string {
  return [
    kind,
    ...(kind === "host" ? [role] : []),
    ...(hosts.length === 0 ? [] : [counted(hosts.length, "host")]),
    ...(isIncomplete ? ["incomplete"] : []),
  ].join(", ");
}

function viewOf({ text, distance, marks, detail }: Cell): CellView {
  return {
    detail: detailId(detail),
    class: colourOf(distance),
    marks: marks.join(" "),
    // A number stays on the line of its unit.
    text: text.replaceAll(/(?<=\d) (?=[A-Za-zµ%])/gu, "\u00a0"),
    distance: distance.text,
    words: markViews(marks),
  };
}
