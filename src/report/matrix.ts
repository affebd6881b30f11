import { compare } from "../core/diagnostic.js";
import { causesOf } from "../diff/settings.js";
import type { Emitted } from "../explain/emitted.js";
import { memoryOf } from "../explain/memory.js";
import type { Plan } from "../plan/types.js";
import { writtenNode } from "../plan/written-node.js";
import {
  type NodeKind,
  nodeKindNames,
  nodeKinds,
  type SettingOf,
} from "../settings/registry.js";
import type { NodeColumn } from "./columns.js";
import { fileLines, type LinesOfNode } from "./file-lines.js";
import { otherDetail, type OtherKind, otherText } from "./other-detail.js";
import { type NodeContext, sysctlDetail, sysctlText } from "./sysctl-detail.js";
import { type Gap, mayHave } from "./known/gap.js";
import type {
  Cell,
  Detail,
  Matrix,
  Row,
  RowGroup,
  UnknownCell,
} from "./types.js";

/** Makes the table of all settings by node. */
export function matrixOf(
  columns: readonly NodeColumn[],
  plan: Plan,
  emitted: Emitted,
): Matrix {
  const details = detailList();
  const files = fileLines(emitted);
  const rows = new Map<NodeKind, Map<string, RowDraft>>(
    nodeKindNames.map((kind) => [kind, new Map<string, RowDraft>()]),
  );
  columns.forEach(({ node, known }, at) => {
    const context = {
      node,
      written: writtenNode(node, plan),
      memory: known.memory ? memoryOf(node, plan) : undefined,
      known,
    };
    const maker = { context, add: details.add, lines: files.of(node) };
    for (const kind of nodeKindNames) {
      const ofKind = rows.get(kind);
      for (const { id, name, cell, causes } of cellsOf(kind, maker)) {
        const draft = ofKind?.get(id) ?? newRow(name);
        draft.cells.set(at, cell);
        for (const cause of causes) draft.causes.add(cause);
        ofKind?.set(id, draft);
      }
    }
  });
  // Each may add rows, in which the others may have gaps.
  columns.forEach((column, at) => {
    addDoubts(rows, column, at);
  });
  columns.forEach(({ gaps }, at) => {
    if (gaps.length > 0) addGaps(rows, gaps, at);
  });
  return {
    columns: columns.map(({ column }) => column),
    groups: nodeKindNames.flatMap((kind) =>
      groupOf(kind, rows.get(kind) ?? new Map(), columns.length),
    ),
    details: details.all,
    files: files.paths,
  };
}

interface RowDraft {
  readonly name: string;
  /** By column. */
  readonly cells: Map<number, Cell | UnknownCell>;
  /** The settings for which nodes have it. */
  readonly causes: Set<string>;
}

function newRow(name: string): RowDraft {
  return { name, cells: new Map(), causes: new Set() };
}

/** What makes the cells of one node. */
interface Maker {
  readonly context: NodeContext;
  readonly add: (detail: Detail) => number;
  readonly lines: LinesOfNode;
}

interface NamedCell {
  readonly id: string;
  readonly name: string;
  readonly cell: Cell;
  readonly causes: readonly string[];
}

function cellsOf(kind: NodeKind, maker: Maker): readonly NamedCell[] {
  const { node } = maker.context;
  if (kind !== "sysctl") return otherCells(kind, node.settings[kind], maker);
  return node.settings.sysctl.map((sysctl) => ({
    id: sysctl.id,
    name: sysctl.id,
    causes: causesOf(sysctl),
    cell: cellOf(
      sysctlText(sysctl, maker.context),
      sysctlDetail(sysctl, maker.context),
      maker.lines("sysctl", sysctl.id),
      maker,
    ),
  }));
}

function otherCells<K extends OtherKind>(
  kind: K,
  all: readonly SettingOf<K>[],
  maker: Maker,
): readonly NamedCell[] {
  // What a setting of another kind comes to is shown with that one.
  return all
    .filter(({ loweredFrom }) => loweredFrom === undefined)
    .map((setting) => ({
      id: setting.id,
      name: setting.keyText,
      causes: causesOf(setting),
      cell: cellOf(
        otherText(kind, setting),
        otherDetail(kind, setting, maker.context),
        maker.lines(kind, setting.id),
        maker,
      ),
    }));
}

function cellOf(
  text: string,
  detail: Detail,
  lines: Cell["lines"],
  { add }: Maker,
): Cell {
  const { distance, marks } = detail;
  return { text, distance, marks, detail: add(detail), lines };
}

type Rows = ReadonlyMap<NodeKind, Map<string, RowDraft>>;

/** Marks what errors make doubtful in a column, and what they take away by its name, which may be that of no key. */
function addDoubts(
  rows: Rows,
  { gaps, doubts }: NodeColumn,
  column: number,
): void {
  const named = gaps.flatMap((gap) =>
    gap.of === "settings" && gap.id !== undefined
      ? [
          {
            kind: "sysctl",
            id: gap.id,
            name: gap.id,
            finding: gap.finding,
          } as const,
        ]
      : [],
  );
  for (const { kind, id, name, finding } of [...doubts, ...named]) {
    const draft = rows.get(kind)?.get(id) ?? newRow(name);
    draft.cells.set(column, { finding });
    rows.get(kind)?.set(id, draft);
  }
}

/** Marks what a column may have without the errors. */
function addGaps(rows: Rows, gaps: readonly Gap[], column: number): void {
  for (const [kind, ofKind] of rows)
    for (const [id, { cells, causes }] of ofKind) {
      const gap = gaps.find((each) => mayHave(each, kind, id, causes));
      if (gap !== undefined && !cells.has(column))
        cells.set(column, { finding: gap.finding });
    }
}

function groupOf(
  kind: NodeKind,
  rows: ReadonlyMap<string, RowDraft>,
  columns: number,
): readonly RowGroup[] {
  if (rows.size === 0) return [];
  const sorted = [...rows.values()].map(({ name, cells }): Row => ({
    name,
    cells: Array.from({ length: columns }, (_, at) => cells.get(at)),
  }));
  return [
    {
      title: nodeKinds[kind].plural,
      rows: sorted.sort((a, b) => compare(a.name, b.name)),
    },
  ];
}

/** Keeps each detail once: most nodes have most settings for the same reason. */
function detailList() {
  const places = new Map<string, number>();
  const all: Detail[] = [];
  return {
    all,
    add: (detail: Detail): number => {
      const text = JSON.stringify(detail);
      const known = places.get(text);
      if (known !== undefined) return known;
      places.set(text, all.length);
      return all.push(detail) - 1;
    },
  };
}
