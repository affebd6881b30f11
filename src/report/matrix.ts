import { compare } from "../core/diagnostic.js";
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
import type { Cell, Detail, Matrix, Row, RowGroup } from "./types.js";

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
  columns.forEach(({ node }, at) => {
    const context = {
      node,
      written: writtenNode(node, plan),
      memory: memoryOf(node, plan),
    };
    const maker = { context, add: details.add, lines: files.of(node) };
    for (const kind of nodeKindNames) {
      const ofKind = rows.get(kind);
      for (const { id, name, cell } of cellsOf(kind, maker)) {
        const draft = ofKind?.get(id) ?? { name, cells: new Map() };
        draft.cells.set(at, cell);
        ofKind?.set(id, draft);
      }
    }
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
  readonly cells: Map<number, Cell>;
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
}

function cellsOf(kind: NodeKind, maker: Maker): readonly NamedCell[] {
  const { node } = maker.context;
  if (kind !== "sysctl") return otherCells(kind, node.settings[kind], maker);
  return node.settings.sysctl.map((sysctl) => ({
    id: sysctl.id,
    name: sysctl.id,
    cell: cellOf(
      sysctlText(sysctl, node.facts),
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
