import { sizeText } from "../../core/size-text.js";
import type { MemoryOfNode } from "../../explain/memory.js";
import { shareText } from "../../memory/bill.js";

/** The parts of a drawn bar, of 1000 in all, and their words. */
export interface MemoryBar {
  readonly label: string;
  readonly reserved: number;
  readonly ceilingStart: number;
  readonly ceiling: number;
  readonly reservedText: string;
  readonly ceilingText: string;
  readonly restText: string;
}

const WIDTH = 1000;

/** Measures the bar of a node; undefined where its memory is not stated, or nothing costs any. */
export function memoryBar({
  costs,
  reserved,
  of,
}: MemoryOfNode): MemoryBar | undefined {
  if (of === undefined || costs.length === 0) return undefined;
  // Ceilings are not added up, because different loads reach different ones.
  const ceiling = costs.reduce(
    (most, { kind, bytes }) =>
      kind === "ceiling" && bytes > most ? bytes : most,
    0n,
  );
  const start = partOf(reserved, of);
  const most = Math.min(partOf(ceiling, of), WIDTH - start);
  const left = of > reserved + ceiling ? of - reserved - ceiling : 0n;
  const reservedText = `${sizeText(reserved)} reserved (${shareText(reserved, of)})`;
  const ceilingText =
    ceiling === 0n
      ? "nothing more under load"
      : `up to ${sizeText(ceiling)} more for one setting under load (${shareText(ceiling, of)})`;
  const restText = `${sizeText(left)} of ${sizeText(of)} left`;
  return {
    label: `Memory: ${reservedText}, ${ceilingText}, ${restText}`,
    reserved: start,
    ceilingStart: start,
    ceiling: most,
    reservedText,
    ceilingText,
    restText,
  };
}

/** At least a visible line where there is anything. */
function partOf(bytes: bigint, of: bigint): number {
  if (bytes === 0n) return 0;
  const part = Number((bytes * BigInt(WIDTH)) / of);
  return Math.min(WIDTH, Math.max(part, 3));
}
