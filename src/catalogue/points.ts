import { memory, points } from "./data/memory.js";
import { kernels } from "./decode.js";
import { tableOf, values } from "./table.js";
import type { KernelFacts, Release } from "./types.js";

const mebibyte = 1048576n;
/** The machine whose defaults are `Release.default`. */
const usual = { mebibytes: 4096, cpus: 2 };
const table = tableOf(memory);

interface Point {
  readonly mebibytes: number;
  readonly cpus: number;
  readonly value: string;
}

/** A default that was measured with several amounts of memory. */
export interface NearestPoint {
  readonly value: string;
  /** Set if the node lies between two measurements that differ: `about, at 4 GiB`. */
  readonly note: string | undefined;
}

/**
 * Returns the default at the measured point with the most memory, and then the most CPUs, that the node reaches.
 * Undefined for keys whose default is the same on every machine.
 */
export function nearestPoint(
  id: string,
  release: Release,
  { memory: bytes, cpus }: KernelFacts,
): NearestPoint | undefined {
  const row = rowFor(id, release);
  if (!row) return undefined;
  const has = {
    mebibytes: bytes === undefined ? usual.mebibytes : Number(bytes / mebibyte),
    cpus: cpus ?? usual.cpus,
  };
  const least = Math.min(...row.points.map(({ mebibytes }) => mebibytes));
  const amount = Math.max(
    least,
    ...row.points
      .map(({ mebibytes }) => mebibytes)
      .filter((size) => size <= has.mebibytes),
  );
  const sameSize = row.points.filter(({ mebibytes }) => mebibytes === amount);
  const point =
    sameSize.findLast((candidate) => candidate.cpus <= has.cpus) ?? sameSize[0];
  if (!point) return undefined;
  const { value } = point;
  if (bytes !== undefined && row.isOwn && isFlat(row.points, point))
    return { value, note: undefined };
  return {
    value,
    note: `about, at ${sizeText(amount)}${bytes === undefined ? " of memory" : ""}`,
  };
}

/** The row of this kernel; if its memory was not varied, that of the nearest newer kernel, then the nearest older. */
function rowFor(
  id: string,
  { kernel, arch }: Release,
): { points: readonly Point[]; isOwn: boolean } | undefined {
  const line = table.line(id);
  if (line === undefined) return undefined;
  const rows = new Map(
    line
      .split("\t")
      .slice(1)
      .map((cell) => [
        Number.parseInt(cell, 36),
        values(cell.slice(cell.indexOf("=") + 1)),
      ]),
  );
  const at = kernels.findIndex(
    (other) => other.kernel === kernel && other.arch === arch,
  );
  const sameArch = [...rows.keys()].filter(
    (index) => kernels[index]?.arch === arch,
  );
  const best = sameArch.find((index) => index >= at) ?? sameArch.at(-1);
  const row = best === undefined ? undefined : rows.get(best);
  if (!row) return undefined;
  const measured = points
    .map(([mebibytes, cpus], column): Point => ({
      mebibytes,
      cpus,
      value: row[column] ?? "",
    }))
    .filter(({ value }) => value !== "");
  return { points: measured, isOwn: best === at };
}

/** Whether the value is the same at the measured amounts of memory on both sides, with any number of CPUs. */
function isFlat(
  measured: readonly Point[],
  { value, mebibytes }: Point,
): boolean {
  const amounts = [...new Set(measured.map((point) => point.mebibytes))].sort(
    (a, b) => a - b,
  );
  const at = amounts.indexOf(mebibytes);
  // Beyond the last amount the value has stopped growing if it did not grow between the last two.
  const other = amounts[at + 1] ?? amounts[at - 1];
  return measured.every(
    (point) =>
      (point.mebibytes !== mebibytes && point.mebibytes !== other) ||
      point.value === value,
  );
}

function sizeText(mebibytes: number): string {
  return mebibytes >= 1024
    ? `${String(mebibytes / 1024)} GiB`
    : `${String(mebibytes)} MiB`;
}
