import type { Unit } from "../../core/unit.js";
import {
  type DefaultCell,
  type Defaults,
  memorySizes,
} from "./default-table.js";
import { byKernel, kernelWords } from "./kernels.js";
import { columns, field, indented, type Paint, WIDTH } from "../layout.js";
import { bytesInWords } from "../../core/unit-words.js";
import { figure } from "../quantities.js";

/** Estimates that differ by less than this share count as equal: the kernel image uses some of the memory. */
const SAME = 0.03;

/** Formats the defaults: one line if they agree, otherwise a table. */
export function defaultLines(
  { cells, note }: Defaults,
  unit: Unit | undefined,
  fields: readonly string[],
  paint: Paint,
): readonly string[] {
  if (cells.length === 0)
    return field("default", note ?? "differs between machines", paint);
  const notes = note === undefined ? "" : ` (${note})`;
  const words = valueByKernel(cells, unit);
  return words === undefined
    ? table(cells, notes, fields, paint)
    : field("default", words + notes, paint);
}

/** Describes the default in one line. */
export function defaultWords(
  { cells, note }: Defaults,
  unit: Unit | undefined,
): string {
  if (cells.length === 0) return note ?? "differs between machines";
  const words = valueByKernel(cells, unit) ?? "depends on memory";
  return note === undefined ? words : `${words} (${note})`;
}

/** The default, or that of each group of kernels; undefined if it depends on memory. */
function valueByKernel(
  cells: readonly DefaultCell[],
  unit: Unit | undefined,
): string | undefined {
  if (cells.some(({ memory }) => memory !== undefined)) return undefined;
  const all = cells.map(({ kernel }) => kernel);
  const groups = byKernel(
    cells,
    ({ value }) => value,
    (value) => value,
  );
  const [only] = groups;
  if (groups.length === 1 && only !== undefined)
    return figure(only.value, unit);
  return groups
    .map(
      ({ kernels, value }) =>
        `${figure(value, unit)} ${kernelWords(kernels, all)}`,
    )
    .join("; ");
}

/** The defaults of a run of kernels. */
export interface DefaultRow {
  readonly kernels: readonly string[];
  /** One for each memory size; undefined if not measured. */
  readonly cells: readonly (DefaultCell | undefined)[];
}

function table(
  cells: readonly DefaultCell[],
  notes: string,
  fields: readonly string[],
  paint: Paint,
): readonly string[] {
  const rows = defaultRows(cells);
  const all = rows.flatMap(({ kernels }) => kernels);
  const varying = varyingFields(cells);
  const [only] = varying;
  const oneField =
    fields.length > 1 && varying.length === 1 && only !== undefined;
  const fixed = cells[0]?.value
    .split(" ")
    .map((value, at) => (at === only ? (fields[at] ?? "") : value))
    .join(" ");
  const intro = oneField
    ? `${fixed ?? ""}, where ${fields[only] ?? ""} depends on kernel and memory${notes}`
    : `depends on ${rows.length > 1 ? "kernel and " : ""}memory${notes}`;
  const shown = (cell: DefaultCell | undefined): string => {
    if (cell === undefined) return "?";
    const value = oneField ? cell.value.split(" ")[only] : cell.value;
    return (cell.about ? "~" : "") + (value ?? "");
  };
  const sizes = memorySizes.map(bytesInWords);
  const body = rows.map(({ kernels, cells: own }) => [
    rows.length === 1 ? "" : kernelWords(kernels, all),
    ...own.map(shown),
  ]);
  const wide = columns(
    [["", ...sizes], ...body],
    ["left", ...sizes.map(() => "right" as const)],
  );
  const fits = wide.every((line) => line.length <= WIDTH - 4);
  const lines = fits ? wide : upright(body, sizes);
  const isAbout = rows.some(({ cells: own }) =>
    own.some((cell) => cell?.about === true),
  );
  const headless = lines.filter((line) => line.trim() !== "");
  return [
    ...field("default", isAbout ? `${intro} (~ approximate)` : intro, paint),
    ...indented(
      headless.map((line, at) =>
        at === 0 && headless.length === lines.length ? paint.dim(line) : line,
      ),
      4,
    ),
  ];
}

/** The layout for long values: one row per memory size, one column per kernel. */
function upright(
  body: readonly (readonly string[])[],
  sizes: readonly string[],
): readonly string[] {
  return columns(
    [
      ["", ...body.map(([kernels = ""]) => kernels)],
      ...sizes.map((size, at) => [
        size,
        ...body.map((row) => row[at + 1] ?? ""),
      ]),
    ],
    ["right", ...body.map(() => "right" as const)],
  );
}

/**
 * Builds one row for each run of kernels with equal defaults, ignoring the size of the kernel image. A memory size that
 * was measured on some of them applies to all.
 */
export function defaultRows(
  cells: readonly DefaultCell[],
): readonly DefaultRow[] {
  const rows: { kernels: string[]; cells: DefaultRow["cells"] }[] = [];
  for (const kernel of new Set(cells.map((cell) => cell.kernel))) {
    const own = memorySizes.map((memory) =>
      cells.find((cell) => cell.kernel === kernel && cell.memory === memory),
    );
    const last = rows.at(-1);
    if (last?.cells.every((cell, at) => alike(cell, own[at])) === true) {
      last.kernels.push(kernel);
      last.cells = last.cells.map((cell, at) => joined(cell, own[at]));
    } else rows.push({ kernels: [kernel], cells: own });
  }
  return rows;
}

function joined(
  a: DefaultRow["cells"][0],
  b: DefaultRow["cells"][0],
): DefaultRow["cells"][0] {
  const known = a ?? b;
  return known && { ...known, about: known.about || a?.value !== b?.value };
}

function alike(a: DefaultRow["cells"][0], b: DefaultRow["cells"][0]): boolean {
  if (a === undefined || b === undefined || a.value === b.value) return true;
  if (!(a.about || b.about)) return false;
  const [as, bs] = [a.value.split(" "), b.value.split(" ")];
  return as.every((field, at) => {
    const [x, y] = [Number(field), Number(bs[at])];
    return Math.abs(x - y) <= SAME * Math.max(x, y);
  });
}

/** The fields of a vector that differ between cells. */
function varyingFields(cells: readonly DefaultCell[]): readonly number[] {
  const vectors = cells.map(({ value }) => value.split(" "));
  const first = vectors[0] ?? [];
  return first.flatMap((value, at) =>
    vectors.every((vector) => vector[at] === value) ? [] : [at],
  );
}
