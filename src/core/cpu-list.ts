/** CPU numbers, ascending and unique: `0-2,5` is `[0, 1, 2, 5]`. */
export type CpuList = readonly number[];

/** CPU numbers are below this on every kernel: CONFIG_NR_CPUS is at most 8192. */
const MOST_CPUS = 8192;

/** Why a text is not a list of CPUs, as the end of a sentence. */
export interface CpuListFault {
  readonly fault: string;
}

/** Reads `0-3,8`, the format of the kernel, without its strides (`0-31:2/4`). */
export function readCpuList(text: string): CpuList | CpuListFault {
  const cpus = new Set<number>();
  for (const range of text.split(",")) {
    const match = /^\s*([0-9]{1,6})(?:\s*-\s*([0-9]{1,6}))?\s*$/u.exec(range);
    if (match === null)
      return {
        fault:
          range.trim() === ""
            ? "is not a list of CPUs: a part of it is empty"
            : `is not a list of CPUs: \`${range.trim()}\` is not a number or range`,
      };
    const first = Number(match[1]);
    const last = Number(match[2] ?? match[1]);
    if (last < first)
      return { fault: `has a range in descending order: ${first} to ${last}` };
    if (last >= MOST_CPUS)
      return {
        fault: `names CPU ${last}, but no kernel has more than ${MOST_CPUS} CPUs`,
      };
    for (let cpu = first; cpu <= last; cpu++) cpus.add(cpu);
  }
  return [...cpus].sort((a, b) => a - b);
}

export function isCpuList(read: CpuList | CpuListFault): read is CpuList {
  return !("fault" in read);
}

/** Formats `[0, 1, 2, 5]` as `0-2,5`. */
export function cpuListText(cpus: CpuList): string {
  const ranges: { first: number; last: number }[] = [];
  for (const cpu of cpus) {
    const range = ranges.at(-1);
    if (range !== undefined && range.last + 1 === cpu) range.last = cpu;
    else ranges.push({ first: cpu, last: cpu });
  }
  return ranges
    .map(({ first, last }) =>
      first === last ? `${first}` : `${first}-${last}`,
    )
    .join(",");
}
