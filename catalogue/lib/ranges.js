// @ts-check
/**
 * Computes the accepted range of each field for any HZ: the measured kernels have HZ=250, others have 100 to 1000.
 *
 * @typedef {import("./measured.js").Row} Row
 */
import { backwards, kernels } from "./measured.js";

/**
 * The maximum of keys that the kernel stores in jiffies, as measured and with HZ=1000: seconds and hundredths of a
 * second in an int, seconds in an unsigned int.
 */
const jiffies = new Map([
  [8589934n, 2147483n],
  [858993459n, 214748364n],
  [17179869n, 4294967n],
]);

/**
 * @param {string} id
 * @param {readonly (Row | undefined)[]} rows
 * @param {number} at index into `kernels`
 * @param {string} kind
 * @param {import("./overrides.js").Overrides} overrides
 * @returns {string} one `min..max` or `?` per field; empty if no field is known
 */
export function rangesOf(id, rows, at, kind, overrides) {
  const corrected = overrides.ranges
    .get(id)
    ?.findLast(({ from }) => from === undefined || kernelAt(from) <= at);
  if (corrected) return corrected.ranges;
  const row = backwards(rows, at).find(
    (other) => other.row.min_accepted !== "",
  )?.row;
  if (!row) return "";
  const mins = row.min_accepted.split(" ");
  const maxs = row.max_accepted.split(" ");
  if (isArtefact(row))
    throw new Error(
      `${id}: the range is the probe's limit; add the real range to overrides.yaml`,
    );
  const fields = kind === "i" ? 1 : kind.slice(2).split(",").length;
  if (mins.length !== fields)
    throw new Error(
      `${id}: ${String(mins.length)} ranges for ${String(fields)} fields`,
    );
  return mins
    .map((min, index) => portable(BigInt(min), BigInt(maxs[index] ?? min)))
    .join(" ");
}

/**
 * Detects a limit of the probe: it wrote at most 2^22 to keys that allocate memory, and below 20 it read a rounded
 * value as a rejection.
 *
 * @param {Row} row
 */
function isArtefact({
  key,
  range_note: note,
  min_accepted: min,
  max_accepted: max,
}) {
  return (
    (note.includes("capped_at_2^22") && max === "4194304") ||
    (min === "20" && /_ms$|retrans_time$/u.test(key))
  );
}

/** @param {string} version */
function kernelAt(version) {
  const at = kernels.findIndex(({ kernel }) => kernel === version);
  if (at === -1) throw new Error(`overrides.yaml: unknown kernel ${version}`);
  return at;
}

/**
 * @param {bigint} min
 * @param {bigint} max
 */
function portable(min, max) {
  const bound = jiffies.get(max);
  if (bound === undefined) return `${String(min)}..${String(max)}`;
  return `${String(min === -max ? -bound : min)}..${String(bound)}`;
}
